// The nodes as a grid by role, each with what it does now, waits for or failed with.

import {count, el, show, since, stepSign, stepWord} from './text.js';
import {openNode} from './node.js';

const OTHER = 'without a role';
const URGENT = ['dead', 'failed', 'running', 'waiting', 'queued'];

export function nodesSection(upgrade) {
  const summary = el('p', {class: 'summary'});
  const search = el('input', {type: 'search', id: 'find-node', autocomplete: 'off', onInput: () => filter()});
  const busy = el('input', {type: 'checkbox', id: 'busy-nodes', onChange: () => filter()});
  const groups = el('div', {class: 'roles', onKeydown: walk});
  const element = el('section', {class: 'card', 'aria-labelledby': 'h-nodes'},
    el('h2', {id: 'h-nodes', text: 'Nodes'}), summary,
    el('div', {class: 'filters'},
      el('label', {for: 'find-node'}, 'Find ', search),
      el('label', {for: 'busy-nodes'}, busy, ' only those at work or in trouble')),
    groups);
  const cells = new Map();
  const sections = new Map();
  let names = new Map();
  let halt = '';

  function section(role) {
    let found = sections.get(role);
    if (!found) {
      const cellsOf = el('div', {class: 'grid', role: 'group', 'aria-label': role});
      const head = el('h3', {});
      found = {element: el('div', {class: 'role'}, head, cellsOf), head, cells: cellsOf, role};
      sections.set(role, found);
      const before = [...sections.values()].filter((other) => other !== found && other.role > role)
        .sort((a, b) => (a.role < b.role ? -1 : 1))[0];
      groups.insertBefore(found.element, before?.element ?? null);
    }
    return found;
  }

  function cell(node) {
    const name = names.get(node.node);
    const role = node.node === 0 ? 'Fuel master' : (name?.roles ?? []).join(' + ') || OTHER;
    let found = cells.get(node.node);
    if (!found) {
      const button = el('button', {type: 'button', class: 'node', tabindex: '-1', 'data-node': node.node,
        onClick: () => openNode(upgrade, node.node, label(node.node))});
      found = {button};
      cells.set(node.node, found);
    }
    if (found.role !== role) {
      found.role = role;
      section(role).cells.append(found.button);
    }
    found.node = node;
    draw(found);
  }

  function label(node) {
    return node === 0 ? 'Fuel master' : names.get(node)?.name ?? `node-${node}`;
  }

  function draw(found) {
    const {node, button} = found;
    const offline = names.get(node.node)?.online === false;
    const status = node.status;
    const time = node.step && ['running', 'waiting'].includes(status) ? since(node.step.started_at) : '';
    button.className = `node is-${status}`;
    show(button, JSON.stringify([node, label(node.node), offline, time, halt]), () => [
      el('span', {class: 'node-name', text: label(node.node)}),
      el('span', {class: 'node-state'}, el('span', {class: 'sign', 'aria-hidden': 'true', text: stepSign(status)}),
        ` ${stepWord(status)}${time ? ` ${time}` : ''}${offline ? ' (offline)' : ''}`),
      el('span', {class: 'node-step', text: doing(node, halt)}),
      el('span', {class: 'node-count', text: `${node.done} of ${node.steps}`})]);
  }

  function filter() {
    const text = search.value.trim().toLowerCase();
    cells.forEach((found, node) => {
      found.button.hidden = (text !== '' && !label(node).toLowerCase().includes(text))
        || (busy.checked && !URGENT.includes(found.node.status));
    });
    sections.forEach((group) => {
      const all = [...group.cells.children];
      group.element.hidden = all.every((button) => button.hidden);
      show(group.head, `${all.length}`, () => el('span', {text: `${group.role}: ${count(all.length, 'node')}`}));
    });
    rove();
  }

  // One stop of the tab key for the whole grid; arrows go on from there.
  function rove(to) {
    const shown = [...groups.querySelectorAll('.node')].filter((button) => !button.hidden);
    const stop = to ?? shown.find((button) => button.tabIndex === 0) ?? shown[0];
    groups.querySelectorAll('.node[tabindex="0"]').forEach((button) => button !== stop && button.setAttribute('tabindex', '-1'));
    stop?.setAttribute('tabindex', '0');
  }

  function walk(event) {
    const shown = [...groups.querySelectorAll('.node')].filter((button) => !button.hidden);
    const at = shown.indexOf(document.activeElement);
    if (at < 0) return;
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1,
      ArrowDown: below(shown, at, 1), ArrowUp: below(shown, at, -1)}[event.key];
    if (to === undefined || !shown[to]) return;
    event.preventDefault();
    rove(shown[to]);
    shown[to].focus();
  }

  function update(board) {
    names = new Map(board.names.map((name) => [name.node, name]));
    halt = whyNothingBegins(board);
    board.nodes.forEach(cell);
    const known = new Set(board.nodes.map((node) => node.node));
    cells.forEach((found, node) => {
      if (!known.has(node)) {
        found.button.remove();
        cells.delete(node);
      }
    });
    const counts = new Map();
    board.nodes.forEach((node) => counts.set(node.status, (counts.get(node.status) ?? 0) + 1));
    const order = [...URGENT, 'pending', 'succeeded'];
    show(summary, JSON.stringify([...counts]), () => el('span', {text:
      order.filter((status) => counts.has(status)).map((status) => `${counts.get(status)} ${stepWord(status)}`).join(', ')}));
    filter();
  }

  /** What an event says of its nodes, before the whole is asked for again. */
  function event(told) {
    for (const node of told.nodes ?? []) {
      const found = cells.get(node);
      if (!found || !URGENT.includes(told.status)) continue;
      found.node = {...found.node, status: told.status, step: {id: told.step, stage: told.stage, name: told.name, title: told.title,
        status: told.status, message: told.message, attempt: told.attempt, started_at: told.at}};
      draw(found);
    }
  }

  return {element, update, event, label, tick: () => cells.forEach((found) => !found.button.hidden && draw(found))};
}

/** What keeps every node from its next step, as long as it does. */
function whyNothingBegins({upgrade, dead_letters: letters}) {
  switch (upgrade.status) {
    case 'failed':
      return letters.length > 0 ? `stands still until ${count(letters.length, 'failed step')} above ${
        letters.length === 1 ? 'is' : 'are'} dealt with` : 'stands still, since the upgrade has failed';
    case 'paused': return 'stands still until the upgrade is resumed';
    case 'aborted': return 'ends here, since the upgrade was aborted';
    case 'rolled-back': return 'ends here, since the upgrade was rolled back';
    default: return upgrade.approval ? `waits for an approval of stage ${upgrade.approval.stage}` : '';
  }
}

function doing(node, halt) {
  if (!node.step) return node.done === node.steps ? '' : halt || (node.done === 0 ? 'not begun' : 'between two steps');
  const why = node.step.message && ['waiting', 'dead', 'failed'].includes(node.status) ? `: ${node.step.message}` : '';
  const again = node.step.attempt > 1 ? ` (attempt ${node.step.attempt})` : '';
  return `${node.step.name}${again}${why}`;
}

/** The cell in the row above or below that is nearest. */
function below(shown, at, direction) {
  const from = shown[at].getBoundingClientRect();
  let best;
  shown.forEach((button, i) => {
    const box = button.getBoundingClientRect();
    const rows = (box.top - from.top) * direction;
    if (rows <= 1) return;
    const distance = rows * 10 + Math.abs(box.left - from.left);
    if (best === undefined || distance < best.distance) best = {i, distance};
  });
  return best?.i;
}
