// What an operator can do to an upgrade, each behind a dialog that says what will happen.

import {count, duration, el, show} from './text.js';
import {get, newKey, post} from './server.js';
import {confirm} from './dialog.js';

const POSSIBLE = {
  running: ['pause', 'abort', 'rollback'],
  paused: ['resume', 'abort', 'rollback'],
  failed: ['abort', 'rollback'],
  'rolling-back': ['pause'],
  succeeded: ['rollback'],
  aborted: ['rollback'],
};

const WORDS = {approve: 'Approve', pause: 'Pause', resume: 'Resume', abort: 'Abort', rollback: 'Roll back'};

/** @param done is called after each act, to show what has become of it */
export function actionsBar(id, session, done) {
  const bar = el('div', {class: 'buttons', role: 'group', 'aria-label': 'Actions'});
  bar.hidden = session.role !== 'operator';
  let upgrade = null;

  function update(board) {
    upgrade = board.upgrade;
    if (session.role !== 'operator') return;
    const possible = [...(upgrade.approval ? ['approve'] : []), ...(POSSIBLE[upgrade.status] ?? [])];
    show(bar, possible.join(), () => possible.map((name) => el('button', {type: 'button', text: WORDS[name],
      class: name === 'approve' ? 'primary' : null, onClick: () => act(name)})));
  }

  function act(name) {
    if (name === 'rollback') rollBack(upgrade, session, done);
    else if (name === 'approve') approve(upgrade, session, done);
    else simple(name);
  }

  function simple(name) {
    const key = newKey();
    const send = async () => {
      await post(`/upgrades/${id}/${name}`, {person: session.name}, key);
      done();
    };
    confirm(`${WORDS[name]} upgrade ${id}?`, {sentences: [SENTENCES[name]], label: WORDS[name], act: send});
  }

  return {element: bar, update};
}

const SENTENCES = {
  pause: 'No new step begins until the upgrade is resumed; steps that have begun run to their end.',
  resume: 'The upgrade goes on where it was paused.',
  abort: 'The upgrade ends here for good: steps that have begun run to their end, what was done stays done, and only what restricts the'
    + ' cloud, such as a closed API or a disabled compute, is undone first.',
};

function approve(upgrade, session, done) {
  const key = newKey();
  const seen = upgrade.approval;
  confirm(`Approve of stage ${seen.stage}?`, {
    sentences: [`The upgrade goes on. ${seen.message.replace('Waits for an approval. ', '')}`,
      'Your name and reason are kept.'],
    fields: [el('label', {for: 'approve-reason', text: 'Why, if it is to be kept'}),
      el('textarea', {id: 'approve-reason', name: 'reason', rows: '2', maxlength: '1000'})],
    label: 'Approve',
    act: async (form) => {
      const reason = form.get('reason').trim();
      await post(`/upgrades/${upgrade.id}/approve`, {person: session.name, step_id: seen.step_id, message: seen.message,
        ...(reason ? {reason} : {})}, key);
      done();
    },
  });
}

export function rollBack(upgrade, session, done, to = null) {
  const begun = upgrade.stages.filter((stage) => stage.started_at && !/^undo-/.test(stage.stage));
  const target = el('select', {name: 'to', id: 'roll-back-to'}, ...begun.map((stage) => el('option',
    {value: stage.stage, text: `to before ${stage.stage}`, selected: stage.stage === to})));
  const preview = el('div', {class: 'preview', role: 'status'});
  const key = newKey();
  let asked = 0;

  async function plan() {
    const mine = ++asked;
    preview.replaceChildren(el('p', {text: 'Looking what would be undone …'}));
    try {
      const way = await post(`/upgrades/${upgrade.id}/rollback/plan`, {to: target.value});
      if (mine !== asked) return;
      const steps = way.stages.reduce((sum, stage) => sum + stage.steps.length, 0);
      preview.replaceChildren(
        el('p', {text: `${count(steps, 'step')} will be undone, newest first, in about ${duration(way.estimate_seconds * 1000)};`
          + ' steps that have begun run to their end before.'}),
        way.stays.length === 0 ? '' : el('p', {text: `${count(way.stays.length, 'step')} can't be undone and will stay as they are:`}),
        way.stays.length === 0 ? '' : el('ul', {}, ...way.stays.slice(0, 20).map((step) => el('li',
          {text: `${step.title}${step.irreversible ? `: ${step.irreversible}` : ''}`}))),
        way.stays.length === 0 ? '' : el('label', {}, el('input', {type: 'checkbox', name: 'accept', required: true}),
          ' They may stay as they are'));
    } catch (e) {
      if (mine === asked) preview.replaceChildren(el('p', {class: 'problem', text: e.message}));
    }
  }
  target.addEventListener('change', plan);
  plan();
  confirm(`Roll back upgrade ${upgrade.id}?`, {
    sentences: ['The upgrade is taken back, step by step in the opposite order, to before the stage that is chosen.'],
    fields: [el('label', {for: 'roll-back-to'}, 'How far ', target), preview],
    label: 'Roll back',
    act: async (form) => {
      const body = {to: target.value, accept_irreversible: form.get('accept') !== null, person: session.name};
      await post(`/upgrades/${upgrade.id}/rollback`, body, `${key}-${target.value}`);
      done();
    },
  });
}

export function retry(letter, session, done) {
  const key = newKey();
  confirm(`Retry ${letter.name}?`, {
    sentences: [`The step ${letter.stage} ${letter.name}${on(letter)} is tried again from its check on; the upgrade goes on once no`
      + ' other step of it has failed for good. Do this once the cause is gone.'],
    label: 'Retry',
    act: async () => {
      await post(`/dead-letters/${letter.id}/retry`, {person: session.name}, key);
      done();
    },
  });
}

export function skip(letter, session, done) {
  const key = newKey();
  confirm(`Skip ${letter.name}?`, {
    sentences: [`The step ${letter.stage} ${letter.name}${on(letter)} counts as done without being done, and the steps after it rely on`
      + ' that. Your name and reason are kept.'],
    fields: [el('label', {for: 'skip-reason', text: 'Why it may be skipped'}),
      el('textarea', {id: 'skip-reason', name: 'reason', rows: '3', maxlength: '1000', required: true})],
    label: 'Skip',
    act: async (form) => {
      await post(`/dead-letters/${letter.id}/discard`, {person: session.name, reason: form.get('reason')}, key);
      done();
    },
  });
}

export async function output(letter) {
  return (await get(`/dead-letters/${letter.id}`)).output;
}

function on(letter) {
  return letter.node_names.length === 0 ? '' : ` on ${letter.node_names.slice(0, 4).join(', ')}${letter.node_names.length > 4 ? ' …' : ''}`;
}
