// The stages on one axis of time: planned, what was, and what is expected.

import {clock, count, duration, el, now, show, stepStatus} from './text.js';

/** Nodes of a batch that are named; the grid shows all. */
const NAMED = 8;
const UNDO = /^undo-/;

export function stagesSection() {
  const axis = el('div', {class: 'axis', 'aria-hidden': 'true'});
  const list = el('ol', {class: 'stages'});
  const element = el('section', {class: 'card', 'aria-labelledby': 'h-stages'},
    el('h2', {id: 'h-stages', text: 'Stages'}),
    el('p', {class: 'legend'}, el('span', {class: 'key planned'}), ' planned ', el('span', {class: 'key actual'}), ' done or at work ',
      el('span', {class: 'key expected'}), ' expected'),
    axis, list);
  const rows = new Map();
  let board = null;

  function draw() {
    if (!board) return;
    const {stages, from, to} = times(board.upgrade);
    drawAxis(axis, from, to);
    stages.forEach((stage, i) => {
      let row = rows.get(i);
      if (!row) {
        row = newRow();
        rows.set(i, row);
        list.append(row.element);
      }
      row.draw(stage, from, to, board);
    });
    for (let i = stages.length; rows.has(i); i++) {
      rows.get(i).element.remove();
      rows.delete(i);
    }
  }

  return {element, update: (fresh) => {
    board = fresh;
    draw();
  }, tick: draw};
}

/** When each stage was planned to begin and end from the start on, when it did, and when it is expected to. */
function times(upgrade) {
  const start = Date.parse(upgrade.started_at ?? upgrade.created_at);
  const end = upgrade.finished_at ? Date.parse(upgrade.finished_at) : now();
  const back = upgrade.stages.some((stage) => UNDO.test(stage.stage));
  const backFrom = back
    ? Math.min(...upgrade.stages.filter((s) => UNDO.test(s.stage) && s.started_at).map((s) => Date.parse(s.started_at)), end) : end;
  const left = upgrade.stages.filter((stage) => isCurrent(stage, back)).reduce((sum, stage) => sum + remaining(stage), 0);
  const pace = upgrade.eta_seconds !== null && left > 0 ? upgrade.eta_seconds / left : 1;
  const goesOn = !upgrade.finished_at;
  const plan = {forward: start, back: backFrom};
  let expected = end;
  const stages = upgrade.stages.map((stage) => {
    const way = UNDO.test(stage.stage) ? 'back' : 'forward';
    const planned = [plan[way], plan[way] + stage.estimate_seconds * 1000];
    plan[way] = planned[1];
    const actual = stage.started_at
      ? [Date.parse(stage.started_at), stage.finished_at ? Date.parse(stage.finished_at) : end] : null;
    let eta = null;
    if (goesOn && isCurrent(stage, back) && remaining(stage) > 0) {
      eta = [expected, expected + remaining(stage) * pace * 1000];
      expected = eta[1];
    }
    return {...stage, planned, actual, eta, sure: upgrade.eta_seconds !== null};
  });
  const shown = stages.filter((stage) => stage.actual || isCurrent(stage, back));
  const to = Math.max(end, expected, ...shown.map((stage) => stage.planned[1]), start + 1000);
  return {stages, from: start, to};
}

function isCurrent(stage, back) {
  return UNDO.test(stage.stage) === back;
}

function remaining(stage) {
  return stage.steps === 0 ? 0 : stage.estimate_seconds * (1 - stage.done / stage.steps);
}

function drawAxis(axis, from, to) {
  show(axis, `${Math.round(from / 1000)} ${Math.round(to / 1000)}`, () => [0, 1, 2, 3, 4]
    .map((i) => el('span', {text: clock(from + ((to - from) * i) / 4)})));
}

function newRow() {
  const head = el('div', {class: 'stage-head'});
  const planned = el('div', {class: 'bar planned'});
  const actual = el('div', {class: 'bar actual'});
  const expected = el('div', {class: 'bar expected'});
  const line = el('div', {class: 'now'});
  const track = el('div', {class: 'track', 'aria-hidden': 'true'}, planned, actual, expected, line);
  const batches = el('p', {class: 'batches'});
  const element = el('li', {}, head, track, batches);

  function place(bar, span, from, to) {
    bar.hidden = !span;
    if (!span) return;
    const begin = Math.max(0, (span[0] - from) / (to - from));
    const end = Math.min(1, (span[1] - from) / (to - from));
    bar.style.left = `${(begin * 100).toFixed(2)}%`;
    bar.style.width = `${Math.max(0.4, (end - begin) * 100).toFixed(2)}%`;
  }

  return {element, draw(stage, from, to, board) {
    const time = words(stage);
    show(head, JSON.stringify([stage.stage, stage.status, stage.done, stage.steps, time]), () => [
      el('span', {class: 'stage-name', text: stage.stage}), stepStatus(stage.status),
      el('span', {class: 'stage-count', text: `${stage.done} of ${count(stage.steps, 'step')}`}),
      el('span', {class: 'stage-time', text: time}),
      el('span', {class: 'stage-title', text: stage.title})]);
    element.className = `is-${stage.status}`;
    place(planned, stage.planned, from, to);
    place(actual, stage.actual, from, to);
    place(expected, stage.eta, from, to);
    line.hidden = Boolean(board.upgrade.finished_at);
    line.style.left = `${Math.min(100, (100 * (now() - from)) / (to - from)).toFixed(2)}%`;
    const own = board.batches.find((batch) => batch.stage === stage.stage);
    batches.hidden = !own;
    if (own) show(batches, JSON.stringify([own, board.upgrade.batches]), () => el('span', {text: limits(own, board)}));
  }};
}

function words(stage) {
  const planned = `planned ${duration(stage.estimate_seconds * 1000)}`;
  if (stage.finished_at) return `took ${duration(stage.actual[1] - stage.actual[0])}, ${planned}`;
  if (stage.actual) {
    return `since ${clock(stage.actual[0])}, ${planned}${stage.eta && stage.sure ? `, ends about ${clock(stage.eta[1])}` : ''}`;
  }
  return planned;
}

function failures(role) {
  if (role.failures === 0 && role.aside.length === 0) return '';
  const names = role.aside.slice(0, NAMED).map((node) => node.name).join(', ')
    + (role.aside.length > NAMED ? ` and ${role.aside.length - NAMED} more` : '');
  return `, ${role.aside.length} of ${count(role.failures, 'failure')} used${names ? `: ${names} set aside` : ''}`;
}

function limits(batch, board) {
  const names = new Map(board.names.map((node) => [node.node, node.name]));
  const turn = batch.now.map((nodes) => nodes.filter((node) => node !== 0)).map((nodes) => nodes.slice(0, NAMED)
    .map((node) => names.get(node) ?? `node-${node}`).join(', ') + (nodes.length > NAMED ? ` and ${nodes.length - NAMED} more` : ''));
  const roles = (board.upgrade.batches ?? []).filter((role) => role.stage === batch.stage).map((role) =>
    `${role.role}: ${role.over} of ${role.batches} batches over, at most ${count(role.max_unavailable, 'node')} at once${failures(role)}`);
  const sentence = roles.length > 0 ? `${roles.join('; ')}.`
    : `${batch.over} of ${batch.batches} batches over; at most ${count(batch.at_most, 'node')} at once.`;
  return sentence
    + (turn.length > 0 ? ` Now: ${turn.join('; ')}.` : '');
}
