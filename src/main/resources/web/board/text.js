// Text of nodes and commands is data: it only ever becomes a text node, with what a terminal or a reader could be misled by made visible.

const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

export function visible(text) {
  return String(text).replace(HIDDEN, (c) => `\\u{${c.charCodeAt(0).toString(16)}}`);
}

/** An element with properties (class, text, on<Event>, attributes) and children; null children are left out. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'class') element.className = value;
    else if (name === 'text') element.textContent = visible(value);
    else if (name.startsWith('on')) element.addEventListener(name.slice(2).toLowerCase(), value);
    else element.setAttribute(name, value === true ? '' : visible(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined)
    .map((child) => (child instanceof Node ? child : visible(child))));
  return element;
}

const STEP = {
  pending: ['○', 'to do'],
  queued: ['◔', 'queued'],
  running: ['▶', 'running'],
  waiting: ['◷', 'waiting'],
  succeeded: ['✓', 'done'],
  failed: ['!', 'failed'],
  dead: ['✕', 'failed for good'],
  skipped: ['»', 'skipped'],
  undone: ['↶', 'undone'],
};

/** Nodes of a list that are named. */
const NAMED = 5;

const UPGRADE = {
  planned: ['○', 'planned'],
  running: ['▶', 'running'],
  paused: ['‖', 'paused'],
  failed: ['✕', 'failed'],
  succeeded: ['✓', 'succeeded'],
  aborted: ['■', 'aborted'],
  'rolling-back': ['↶', 'rolling back'],
  'rolled-back': ['↶', 'rolled back'],
};

/** Sign and word of a step's status: colour only adds to them. */
export function stepStatus(status) {
  return badge(status, STEP[status]);
}

export function upgradeStatus(status) {
  return badge(status, UPGRADE[status]);
}

/** Where nodes that were set aside alone hold an upgrade that has failed; empty otherwise. */
export function held(upgrade) {
  const names = upgrade.held_by ?? [];
  if (names.length === 0) return '';
  return `held by ${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ` and ${names.length - NAMED} more` : ''} alone, which ${
    names.length === 1 ? 'was' : 'were'} set aside`;
}

export function stepSign(status) {
  return (STEP[status] ?? ['?', status])[0];
}

export function stepWord(status) {
  return (STEP[status] ?? ['?', status])[1];
}

function badge(status, known) {
  const [sign, word] = known ?? ['?', status];
  return el('span', {class: `badge is-${status}`}, el('span', {class: 'sign', 'aria-hidden': 'true', text: sign}), ` ${word}`);
}

/** The server's clock: that of the browser may be another. */
let offset = 0;

export function setClock(iso) {
  offset = Date.parse(iso) - Date.now();
}

export function now() {
  return Date.now() + offset;
}

export function clock(time) {
  return time === null || time === undefined ? '' : new Date(time).toLocaleTimeString([], {hour12: false});
}

export function moment(time) {
  return time ? new Date(time).toLocaleString([], {dateStyle: 'medium', timeStyle: 'medium', hour12: false}) : '';
}

/** Milliseconds as 0.4 s, 12 s, 3 min 20 s, 2 h 5 min. */
export function duration(millis) {
  if (millis === null || millis === undefined || Number.isNaN(millis)) return '';
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min${minutes >= 10 || seconds % 60 < 1 ? '' : ` ${Math.floor(seconds % 60)} s`}`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}

export function since(time) {
  return time ? duration(now() - Date.parse(time)) : '';
}

export function count(number, word) {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** Replaces what is in an element only if it would be different, so that focus and selection stay. */
export function show(element, key, make) {
  if (element.dataset.key !== key) {
    element.dataset.key = key;
    element.replaceChildren(...[make()].flat().filter(Boolean));
  }
}
