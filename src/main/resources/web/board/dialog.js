// Dialogs of the browser itself: focus stays in them, Escape closes them, and focus goes back to where it was.

import {el} from './text.js';

let number = 0;

/** A dialog with a title; `fill` gets its body. It is removed once it is closed. */
export function open(title, fill, {wide = false, closed = () => {}} = {}) {
  const id = `dialog-${++number}`;
  const body = el('div', {class: 'dialog-body'});
  const dialog = el('dialog', {'aria-labelledby': id, class: wide ? 'wide' : ''},
    el('div', {class: 'dialog-head'},
      el('h2', {id, text: title}),
      el('button', {type: 'button', class: 'quiet', 'aria-label': 'Close', text: '✕', onClick: () => dialog.close()})),
    body);
  const before = document.activeElement;
  dialog.addEventListener('close', () => {
    dialog.remove();
    closed();
    if (before?.isConnected) before.focus();
  });
  document.body.append(dialog);
  fill(body, dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Asks before something is done, and says what will happen.
 *
 * @param sentences what will happen
 * @param fields elements between the sentences and the buttons
 * @param act does it; what it throws is shown, and the dialog stays
 */
export function confirm(title, {sentences, fields = [], label, act}) {
  open(title, (body, dialog) => {
    const problem = el('p', {role: 'alert', class: 'problem'});
    const button = el('button', {type: 'submit', class: 'primary', text: label});
    const form = el('form', {
      onSubmit: async (event) => {
        event.preventDefault();
        button.disabled = true;
        problem.textContent = '';
        try {
          await act(new FormData(form));
          dialog.close();
        } catch (e) {
          problem.replaceChildren(el('span', {text: e.message}),
            e.errors?.length ? el('ul', {}, ...e.errors.map((error) => el('li', {text: error}))) : '');
          button.disabled = false;
        }
      },
    },
    ...sentences.map((sentence) => (sentence instanceof Node ? sentence : el('p', {text: sentence}))),
    ...fields, problem,
    el('div', {class: 'buttons'}, button, el('button', {type: 'button', text: 'Cancel', onClick: () => dialog.close()})));
    body.append(form);
  });
}
