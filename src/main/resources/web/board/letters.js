// Steps that have failed for good: cause, what to do, last output, and what an operator can do here.

import {count, el, moment} from './text.js';
import {open} from './dialog.js';
import {openLog} from './node.js';
import {output, retry, rollBack, skip} from './actions.js';

export function lettersSection(upgrade, session, done) {
  const list = el('ul', {class: 'letters'});
  const head = el('h2', {id: 'h-letters'});
  const element = el('section', {class: 'card trouble', 'aria-labelledby': 'h-letters'}, head, list);
  element.hidden = true;
  const cards = new Map();
  let board = null;

  function card(letter) {
    const where = letter.node_names.length > 0 ? ` on ${letter.node_names.join(', ')}` : '';
    const what = `${letter.stage} ${letter.name}`;
    const buttons = [
      el('button', {type: 'button', text: 'Last output', onClick: () => showOutput(letter)}),
      el('button', {type: 'button', text: 'Log', onClick: () => openLog(upgrade, letter.step_id, what)})];
    if (session.role === 'operator') {
      buttons.unshift(
        el('button', {type: 'button', class: 'primary', text: 'Retry', onClick: () => retry(letter, session, done)}),
        el('button', {type: 'button', text: 'Skip', onClick: () => skip(letter, session, done)}),
        el('button', {type: 'button', text: 'Roll back', onClick: () => rollBack(board.upgrade, session, done, letter.stage)}));
    }
    return el('li', {},
      el('h3', {text: `✕ ${what}${where}`}),
      el('p', {class: 'cause', text: letter.cause}),
      el('p', {class: 'quiet-text', text: `${letter.title}. ${count(letter.attempts, 'attempt')}${
        letter.exit_code === null ? '' : `, exit status ${letter.exit_code}`}, ${moment(letter.created_at)}.`}),
      letter.remedy ? el('p', {}, el('strong', {text: 'To do: '}), letter.remedy) : null,
      el('p', {}, 'To look further: ', el('code', {text: `octane logs ${upgrade} --step ${letter.step_id}`})),
      el('div', {class: 'buttons'}, ...buttons));
  }

  function update(fresh) {
    board = fresh;
    const letters = board.dead_letters;
    element.hidden = letters.length === 0;
    head.textContent = `${count(letters.length, 'step')} failed for good`;
    const open = new Set(letters.map((letter) => letter.id));
    cards.forEach((old, id) => {
      if (!open.has(id)) {
        old.remove();
        cards.delete(id);
      }
    });
    letters.filter((letter) => !cards.has(letter.id)).forEach((letter) => {
      const fresh = card(letter);
      cards.set(letter.id, fresh);
      list.append(fresh);
    });
  }

  return {element, update};
}

function showOutput(letter) {
  open(`Last output of ${letter.name}`, async (body) => {
    const text = el('pre', {class: 'log', tabindex: '0', 'aria-label': 'Last output', text: 'Asking …'});
    body.append(text);
    try {
      text.replaceChildren(el('span', {text: (await output(letter)) || 'It printed nothing.'}));
    } catch (e) {
      text.textContent = e.message;
    }
  }, {wide: true});
}
