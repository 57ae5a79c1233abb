// One upgrade, live.

import {clock, duration, el, held, moment, now, setClock, show, upgradeStatus} from './text.js';
import {follow, get} from './server.js';
import {actionsBar} from './actions.js';
import {eventsSection} from './events.js';
import {lettersSection} from './letters.js';
import {nodesSection} from './nodes.js';
import {outagesSection} from './outages.js';
import {stagesSection} from './stages.js';

/** After an event the whole is asked for again, this often at most. */
const AGAIN = 1000;
/** Of an upgrade that is over nothing comes by itself; somebody may still roll it back. */
const LOOK_OVER = 5000;
const LOOK_RUNNING = 10000;
const TICK = 1000;

export function upgradeView(id, session) {
  const head = el('div', {class: 'head'});
  const problem = el('p', {class: 'problem', role: 'alert'});
  const actions = actionsBar(id, session, () => load());
  const nodes = nodesSection(id);
  const sections = {
    letters: lettersSection(id, session, () => load()),
    stages: stagesSection(),
    outages: outagesSection(id),
    nodes,
    events: eventsSection(id, nodes.label),
  };
  const proofs = el('section', {class: 'card', 'aria-labelledby': 'h-proofs'});
  proofs.hidden = true;
  const element = el('div', {},
    el('nav', {'aria-label': 'Where you are'}, el('a', {href: '/', text: 'All upgrades'})),
    head, actions.element, problem, sections.letters.element, sections.stages.element, sections.outages.element,
    sections.nodes.element, sections.events.element, proofs);
  let upgrade = null;
  let stopEvents = null;
  let timer = null;
  let loading = false;
  let loadedAt = 0;
  let stopped = false;

  async function load() {
    clearTimeout(timer);
    if (loading || stopped) return;
    loading = true;
    try {
      const board = await get(`/upgrades/${id}/board`);
      loadedAt = Date.now();
      setClock(board.now);
      problem.textContent = '';
      const first = upgrade === null;
      upgrade = board.upgrade;
      draw(board);
      if (first) performance.mark('board-drawn');
      if (!stopEvents && !document.hidden && !stopped && !upgrade.finished_at) listen(board.position);
    } catch (e) {
      if (e.status === 404) problem.textContent = e.message;
    }
    loading = false;
    later(upgrade?.finished_at ? LOOK_OVER : LOOK_RUNNING);
  }

  function later(millis) {
    clearTimeout(timer);
    if (!stopped && !document.hidden) timer = setTimeout(load, millis);
  }

  function listen(position) {
    stopEvents = follow(id, position, {
      event: (told) => {
        sections.events.add(told);
        nodes.event(told);
        later(Math.max(50, AGAIN - (Date.now() - loadedAt)));
      },
      end: () => {
        stopEvents = null;
        load();
      },
      again: load,
    });
  }

  function draw(board) {
    document.title = `${upgrade.id} ${upgrade.name}: ${upgrade.status} – Octane`;
    drawHead();
    actions.update(board);
    Object.values(sections).forEach((section) => section.update?.(board));
    proofs.hidden = upgrade.proof.length === 0;
    show(proofs, JSON.stringify(upgrade.proof), () => [el('h2', {id: 'h-proofs', text: 'Proved'}),
      el('ul', {class: 'proofs'}, ...upgrade.proof.map((sentence) => el('li', {text: sentence})))]);
  }

  function drawHead() {
    const time = times(upgrade);
    show(head, JSON.stringify([upgrade.name, upgrade.status, upgrade.held_by, upgrade.message, upgrade.approval, upgrade.window, upgrade.unknown_step, time]), () => [
      el('h1', {text: `Upgrade ${upgrade.id} ${upgrade.name}`}),
      el('p', {class: 'state'}, upgradeStatus(upgrade.status), ` ${[held(upgrade), time].filter(Boolean).join(', ')}`),
      upgrade.message ? el('p', {class: 'message', text: upgrade.message}) : null,
      upgrade.approval ? el('p', {class: 'message', text: `${upgrade.approval.message} Since ${moment(upgrade.approval.since)}.`}) : null,
      upgrade.window ? el('p', {class: 'message', text: `${upgrade.window.message} Since ${moment(upgrade.window.since)}.`}) : null,
      upgrade.unknown_step ? el('p', {class: 'message', text: `No server that runs knows step ${upgrade.unknown_step.stage} ${
        upgrade.unknown_step.name}, which waits. Start one of the release that planned the upgrade. [step-unknown]`}) : null,
      el('p', {class: 'quiet-text', text: `${upgrade.strategy}, cluster ${upgrade.original_cluster_id}${
        upgrade.seed_cluster_id ? ` to ${upgrade.seed_cluster_id}` : ''}, started ${moment(upgrade.started_at)} by ${upgrade.actor}`})]);
  }

  const ticks = setInterval(() => {
    if (!upgrade || document.hidden || upgrade.finished_at) return;
    drawHead();
    sections.stages.tick();
    nodes.tick();
  }, TICK);

  function pause() {
    clearTimeout(timer);
    stopEvents?.();
    stopEvents = null;
    sections.outages.pause();
  }
  load();
  sections.outages.look();
  return {
    element,
    pause,
    reload: () => {
      load();
      sections.outages.look();
    },
    stop: () => {
      stopped = true;
      pause();
      clearInterval(ticks);
      sections.outages.stop();
    },
  };
}

function times(upgrade) {
  if (upgrade.finished_at) {
    return `at ${clock(upgrade.finished_at)} after ${duration(Date.parse(upgrade.finished_at) - Date.parse(upgrade.started_at))}`;
  }
  const running = upgrade.started_at ? `for ${duration(Math.floor((now() - Date.parse(upgrade.started_at)) / 1000) * 1000)}` : '';
  return upgrade.eta_seconds === null ? running
    : `${running}, ends about ${clock(now() + upgrade.eta_seconds * 1000)} (in ${duration(upgrade.eta_seconds * 1000)})`;
}
