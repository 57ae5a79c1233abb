// One page with two views: all upgrades at /, one at /upgrades/N. The path says which, so a link or a login leads back to it.

import {el, clock, duration} from './text.js';
import {get, onConnection} from './server.js';
import {upgradesView} from './upgrades.js';
import {upgradeView} from './upgrade.js';

const main = document.getElementById('main');
const connection = document.getElementById('connection');
let view = null;
let session = null;
let state = {cutSince: null, loggedOut: false};

function showConnection() {
  connection.className = state.loggedOut || state.cutSince ? 'cut' : 'live';
  if (state.loggedOut) {
    connection.replaceChildren('✕ Your login has ended. ',
      el('a', {href: `/login?next=${encodeURIComponent(location.pathname)}`, text: 'Log in again'}));
  } else if (state.cutSince) {
    connection.textContent = `✕ Cut off from the server since ${clock(state.cutSince)} (${duration(Date.now() - state.cutSince)});`
      + ' what is shown may be old. Trying again.';
  } else {
    connection.textContent = session ? '● Live' : '';
  }
}

onConnection((now) => {
  const back = state.cutSince && !now.cutSince;
  state = now;
  showConnection();
  if (back) view?.reload();
});
setInterval(() => state.cutSince && showConnection(), 1000);

function showView(focus) {
  view?.stop();
  const one = location.pathname.match(/^\/upgrades\/(\d+)$/);
  view = one ? upgradeView(Number(one[1]), session) : upgradesView();
  main.replaceChildren(view.element);
  if (focus) main.focus({preventScroll: true});
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const path = link.getAttribute('href');
  if (path === '/' || /^\/upgrades\/\d+$/.test(path)) {
    event.preventDefault();
    history.pushState(null, '', path);
    showView(true);
  }
});
window.addEventListener('popstate', () => showView(true));
// A page that nobody sees holds no stream: a browser has few connections for all its tabs.
document.addEventListener('visibilitychange', () => (document.hidden ? view?.pause() : view?.reload()));

async function begin() {
  try {
    session = await get('/session');
    document.getElementById('who').replaceChildren(el('span', {class: 'name', text: session.name}), ` (${session.role})`);
    showConnection();
    showView(false);
  } catch {
    setTimeout(begin, 1000);
  }
}

begin();
