// What the page asks the server for, and whether it is cut off from it.

const BASE = '/api/v1';
const PATIENCE = 15000;
const SILENCE = 40000;
const AGAIN_FIRST = 500;
const AGAIN_MOST = 5000;

export class Refused extends Error {
  constructor(status, message, errors = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

const listeners = new Set();
let cutSince = null;
let loggedOut = false;

export function onConnection(listener) {
  listeners.add(listener);
  listener({cutSince, loggedOut});
}

function tell() {
  listeners.forEach((listener) => listener({cutSince, loggedOut}));
}

function cut() {
  if (cutSince === null) {
    cutSince = Date.now();
    tell();
  }
}

function reached() {
  if (cutSince !== null || loggedOut) {
    cutSince = null;
    loggedOut = false;
    tell();
  }
}

async function ask(path, options, signal) {
  let answer;
  try {
    answer = await fetch(BASE + path, {...options, signal, cache: 'no-store', redirect: 'error'});
  } catch (e) {
    if (!signal?.aborted || signal.reason?.name === 'TimeoutError') cut();
    throw e;
  }
  if (answer.status === 401) {
    loggedOut = true;
    tell();
  } else if (answer.status >= 502) {
    cut();
  } else {
    reached();
  }
  return answer;
}

async function json(answer) {
  const text = await answer.text();
  let body = null;
  try {
    body = text === '' ? null : JSON.parse(text);
  } catch {
    throw new Refused(answer.status, 'The answer is not one of Octane.');
  }
  if (!answer.ok) throw new Refused(answer.status, body?.message ?? `Status ${answer.status}`, body?.errors ?? []);
  return body;
}

export async function get(path) {
  return json(await ask(path, {headers: {Accept: 'application/json'}}, AbortSignal.timeout(PATIENCE)));
}

/** Sent again after a cut it does nothing twice: the key stays the same as long as the caller keeps it. */
export async function post(path, body, key) {
  const headers = {Accept: 'application/json', 'Content-Type': 'application/json'};
  if (key) headers['Idempotency-Key'] = key;
  return json(await ask(path, {method: 'POST', headers, body: JSON.stringify(body)}, AbortSignal.timeout(4 * PATIENCE)));
}

export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Follows the events of an upgrade after a position, over cuts of any kind. `event` gets each; `end` is called after the last one
 * of an upgrade that is over; `again` whenever the stream is there once more. Returns what stops it.
 */
export function follow(upgrade, position, {event, end, again}) {
  const stop = new AbortController();
  let last = position;
  let wait = AGAIN_FIRST;
  (async () => {
    let times = 0;
    while (!stop.signal.aborted) {
      const lives = new AbortController();
      const abort = () => lives.abort();
      stop.signal.addEventListener('abort', abort);
      let watch = setTimeout(abort, SILENCE);
      const heard = () => {
        clearTimeout(watch);
        watch = setTimeout(abort, SILENCE);
      };
      try {
        const answer = await ask(`/upgrades/${upgrade}/events`,
          {headers: {Accept: 'text/event-stream', 'Last-Event-ID': String(last)}}, lives.signal);
        if (answer.ok) {
          wait = AGAIN_FIRST;
          if (times++ > 0) again();
          for await (const message of messages(answer.body, heard)) {
            if (message.name === 'end') {
              end();
              return;
            }
            last = message.id ?? last;
            event({...JSON.parse(message.data), id: last, kind: message.name});
          }
        } else if (answer.status === 404) {
          return;
        }
      } catch {
        // Whatever it was, the next stream goes on from here.
      } finally {
        clearTimeout(watch);
        stop.signal.removeEventListener('abort', abort);
        lives.abort();
      }
      if (stop.signal.aborted) return;
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(AGAIN_MOST, wait * 2);
    }
  })();
  return () => stop.abort();
}

async function* messages(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return;
    heard();
    text += value;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const message = parsed(text.slice(0, end));
      text = text.slice(end + 2);
      if (message.data !== '') yield message;
    }
  }
}

function parsed(block) {
  const message = {id: null, name: 'message', data: ''};
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1).replace(/^ /, '');
    if (line.startsWith('id:')) message.id = Number(value);
    else if (line.startsWith('event:')) message.name = value;
    else if (line.startsWith('data:')) message.data += value;
  }
  return message;
}
