// All upgrades.

import {el, held, moment, show, since, upgradeStatus, duration} from './text.js';
import {get} from './server.js';

const LOOK = 3000;

export function upgradesView() {
  document.title = 'Upgrades – Octane';
  const list = el('div', {class: 'card scroll', role: 'region', 'aria-label': 'Upgrades', tabindex: '0'});
  const element = el('div', {}, el('h1', {text: 'Upgrades'}), list);
  let timer = null;
  let stopped = false;

  async function look() {
    clearTimeout(timer);
    try {
      const upgrades = await get('/upgrades');
      show(list, JSON.stringify(upgrades), () => table(upgrades));
    } catch {
      // The connection's state is shown at the top.
    }
    clearTimeout(timer);
    if (!stopped && !document.hidden) timer = setTimeout(look, LOOK);
  }
  look();
  return {element, stop: () => {
    stopped = true;
    clearTimeout(timer);
  }, pause: () => clearTimeout(timer), reload: look};
}

function table(upgrades) {
  if (upgrades.length === 0) {
    return el('p', {}, 'There is no upgrade yet. One is planned and started on the command line: ',
      el('code', {text: 'octane plan --env 1'}), ', then ', el('code', {text: 'octane upgrade --env 1'}), '.');
  }
  return el('table', {},
    el('thead', {}, el('tr', {}, ...['Upgrade', 'Status', 'Steps done', 'Started', 'Took', 'Strategy', 'By']
      .map((head) => el('th', {scope: 'col', text: head})))),
    el('tbody', {}, ...upgrades.map(row)));
}

function row(upgrade) {
  const stages = upgrade.stages ?? [];
  const steps = stages.reduce((sum, stage) => sum + stage.steps, 0);
  const done = stages.reduce((sum, stage) => sum + stage.done, 0);
  const took = upgrade.finished_at
    ? duration(Date.parse(upgrade.finished_at) - Date.parse(upgrade.started_at)) : since(upgrade.started_at);
  return el('tr', {},
    el('th', {scope: 'row'}, el('a', {href: `/upgrades/${upgrade.id}`, text: `${upgrade.id} ${upgrade.name}`})),
    el('td', {}, upgradeStatus(upgrade.status), held(upgrade) && ` ${held(upgrade)}`),
    el('td', {text: `${done} of ${steps}`}),
    el('td', {text: moment(upgrade.started_at)}),
    el('td', {text: took}),
    el('td', {text: upgrade.strategy}),
    el('td', {text: upgrade.actor ?? ''}));
}
