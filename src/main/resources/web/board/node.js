// What is asked for only when somebody looks nearer: the steps of a node, a step, its log.

import {clock, duration, el, since, stepStatus} from './text.js';
import {get} from './server.js';
import {open} from './dialog.js';

const LOOK = 2000;
const PAGE = 1000;
const KEPT = 5000;

export function openNode(upgrade, node, label) {
  let timer = null;
  open(`${label}`, (body) => {
    const list = el('ol', {class: 'steps'});
    const problem = el('p', {class: 'problem'});
    body.append(problem, list);
    const rows = new Map();
    async function look() {
      try {
        const steps = await get(`/upgrades/${upgrade}/steps?node=${node}`);
        problem.textContent = steps.length === 0 ? 'It has no step of its own.' : '';
        steps.forEach((step) => {
          const fresh = JSON.stringify(step);
          const row = rows.get(step.id);
          if (row?.fresh === fresh) return;
          const element = stepRow(upgrade, step);
          if (row) row.element.replaceWith(element);
          else list.append(element);
          rows.set(step.id, {fresh, element});
        });
      } catch (e) {
        problem.textContent = e.message;
      }
      if (list.isConnected) timer = setTimeout(look, LOOK);
    }
    look();
  }, {wide: true, closed: () => clearTimeout(timer)});
}

function stepRow(upgrade, step) {
  const took = step.finished_at ? `took ${duration(Date.parse(step.finished_at) - Date.parse(step.started_at))}`
    : step.started_at ? `since ${clock(step.started_at)}, ${since(step.started_at)}` : '';
  return el('li', {},
    el('div', {class: 'step-head'}, stepStatus(step.status), el('strong', {text: `${step.stage} ${step.name}`}),
      el('span', {class: 'quiet-text', text: [took, step.attempt > 1 ? `attempt ${step.attempt} of ${step.max_attempts}` : '']
        .filter(Boolean).join(', ')}),
      step.started_at ? el('button', {type: 'button', class: 'small', text: 'Log', 'aria-label': `Log of ${step.name}`,
        onClick: () => openLog(upgrade, step.id, `${step.stage} ${step.name}`)}) : null),
    el('div', {text: step.title}),
    step.message ? el('div', {class: 'quiet-text', text: step.message}) : null);
}

/** How a phase ended begins with an arrow, and names it itself. */
function said(line) {
  return line.text.startsWith('→') ? line.text : `${line.phase}: ${line.text}`;
}

export function openLog(upgrade, step, label) {
  let timer = null;
  open(`Log of ${label}`, (body) => {
    const problem = el('p', {class: 'problem', role: 'status', text: 'Asking …'});
    const lines = el('pre', {class: 'log', tabindex: '0', 'aria-label': 'Log'});
    body.append(problem, lines);
    let after = 0;
    async function look() {
      try {
        const page = await get(`/upgrades/${upgrade}/log?step_id=${step}&after=${after}&limit=${PAGE}`);
        problem.textContent = page.length === 0 && after === 0 ? 'There is no line yet.' : '';
        const bottom = lines.scrollTop + lines.clientHeight >= lines.scrollHeight - 4;
        for (const line of page) {
          after = line.id;
          lines.append(el('span', {class: 'log-line',
            text: `${clock(line.at)} ${line.node === null || line.node === undefined ? '' : `${line.node === 0 ? 'master' : `node ${line.node}`} `}${said(line)}`}), '\n');
        }
        while (lines.childNodes.length > 2 * KEPT) lines.firstChild.remove();
        if (bottom) lines.scrollTop = lines.scrollHeight;
        if (lines.isConnected) timer = setTimeout(look, page.length === PAGE ? 0 : LOOK);
      } catch (e) {
        problem.textContent = e.status === 404 ? 'This server keeps no log of steps.' : e.message;
        if (e.status !== 404 && lines.isConnected) timer = setTimeout(look, LOOK);
      }
    }
    look();
  }, {wide: true, closed: () => clearTimeout(timer)});
}
