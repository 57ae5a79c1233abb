// The clocks of what is out of reach, while it is and afterwards.

import {count, duration, el, now, show} from './text.js';
import {get} from './server.js';

const LOOK = 2000;
const LOOK_DOWN = 500;
const TICK = 100;

const STATES = {
  up: () => '✓ answers',
  down: (time) => (time ? `✕ no answer for ${time}` : '✕ no answer when it was asked last'),
  unknown: () => '? unknown: nobody can ask',
  'not-seen': () => '○ not seen since the upgrade began',
};

export function outagesSection(upgrade) {
  const body = el('div', {});
  const element = el('section', {class: 'card', 'aria-labelledby': 'h-outages'},
    el('h2', {id: 'h-outages', text: 'Outages'}), body);
  const clocks = new Map();
  let targets = null;
  let timer = null;
  let running = true;

  function draw() {
    if (targets === null || targets.length === 0) {
      show(body, `none ${targets}`, () => el('p', {text: 'Not measured: no target is probed. '
        + 'What is probed is set with octane.probe.* before an upgrade starts.'}));
      return;
    }
    show(body, targets.map((target) => target.name).join('\n'), () => {
      clocks.clear();
      return el('ul', {class: 'targets'}, ...targets.map((target) => {
        const item = el('li', {});
        clocks.set(target.name, item);
        return item;
      }));
    });
    targets.forEach((target) => {
      const down = target.down_since ? now() - Date.parse(target.down_since) : null;
      const item = clocks.get(target.name);
      item.className = target.state;
      show(item, JSON.stringify([down === null ? null : duration(down), target]), () => [
        el('span', {class: 'target-name', text: target.name}),
        el('span', {class: 'target-state', text: STATES[target.state](duration(down))}),
        el('span', {class: 'quiet-text', text: `${place(target)}. ${sums(target, down ?? 0)}`})]);
    });
  }

  async function look() {
    clearTimeout(timer);
    try {
      targets = (await get(`/upgrades/${upgrade}/outages`)).targets;
    } catch (e) {
      if (e.status === 404) targets = [];
    }
    draw();
    clearTimeout(timer);
    if (running && !document.hidden) {
      timer = setTimeout(look, targets?.some((target) => target.down_since) ? LOOK_DOWN : LOOK);
    }
  }
  const ticks = setInterval(() => targets?.some((target) => target.down_since) && draw(), TICK);

  return {element, look, stop: () => {
    running = false;
    clearTimeout(timer);
    clearInterval(ticks);
  }, pause: () => clearTimeout(timer)};
}

function place(target) {
  const kind = target.address.startsWith(`${target.kind}:`) || target.address.startsWith(`${target.kind}s:`) ? '' : `${target.kind} `;
  return `${kind}${target.address} from ${/^\d+$/.test(target.from) ? `node ${target.from}` : `the ${target.from}`}`;
}

function sums(target, down) {
  const unknown = target.unknown_ms > 0 ? ` For ${duration(target.unknown_ms)} nobody could ask.` : '';
  if (target.state === 'not-seen') return `It has never answered, so that no outage can be measured.${unknown}`;
  if (target.outages.length === 0 && down === 0) return unknown ? `No outage measured.${unknown}` : 'No outage.';
  const least = unknown || (target.state === 'down' && !target.down_since) ? 'at least ' : '';
  const within = target.by_stage.filter((stage) => stage.total_ms > 0)
    .map((stage) => `${stage.stage} ${duration(stage.total_ms)}`).join(', ');
  return `${count(target.outages.length, 'outage')}, longest ${least}${duration(Math.max(target.longest_ms, down))}, in all ${
    least}${duration(target.total_ms)}${within ? `: ${within}` : ''}.${unknown}`;
}
