// What has happened, newest first, as it happens.

import {clock, el, stepStatus, upgradeStatus} from './text.js';
import {openLog} from './node.js';

const KEPT = 200;

export function eventsSection(upgrade, label) {
  const list = el('ol', {class: 'events', reversed: true});
  const element = el('section', {class: 'card', 'aria-labelledby': 'h-events'},
    el('h2', {id: 'h-events', text: 'Events'}),
    el('div', {class: 'scroll tall', tabindex: '0', role: 'region', 'aria-label': 'Events, newest first'}, list));
  let last = -1;

  function row(told) {
    const nodes = (told.nodes ?? []).map(label);
    const shown = nodes.length > 4 ? `${nodes.slice(0, 4).join(', ')} and ${nodes.length - 4} more` : nodes.join(', ');
    const what = told.kind === 'step' ? `${told.stage} ${told.name}` : 'Upgrade';
    return el('li', {'data-id': told.id, class: told.status === 'dead' ? 'trouble' : ''},
      el('span', {class: 'when'}, el('time', {datetime: told.at, text: clock(told.at)})),
      told.kind === 'step' ? stepStatus(told.status) : upgradeStatus(told.status),
      el('span', {class: 'what'}, el('strong', {text: what}), shown ? ` on ${shown}` : '',
        told.attempt > 1 ? `, attempt ${told.attempt}` : '', told.message ? `: ${told.message}` : '',
        told.actor === 'engine' ? '' : ` (by ${told.actor})`),
      told.kind === 'step' && told.step ? el('button', {type: 'button', class: 'small', text: 'Log', 'aria-label': `Log of ${what}`,
        onClick: () => openLog(upgrade, told.step, what)}) : null);
  }

  function add(told) {
    if (told.id <= last) return;
    last = told.id;
    list.prepend(row(told));
    while (list.children.length > KEPT) list.lastChild.remove();
  }

  return {element, add, update: (board) => [...board.events].reverse().forEach(add)};
}
