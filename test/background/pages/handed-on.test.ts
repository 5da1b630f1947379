import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../support/person.ts';
import { composeTask, content, frame } from '../support/document.ts';
import { arrive, offer, reveal } from './writers.ts';
import type { Writer } from './writers.ts';

let ada: Writer;
let bob: Writer;
let store: Person['store'];
let bobAtAdas: string;

beforeEach(async () => {
  const [person, first] = await arrive('ada@example.org', 'Ada');
  ada = first;
  ({ store } = person);
  [, bob] = await arrive('bob@example.org', 'Bob', store);
  ({ id: bobAtAdas } = await ada.browser.ask('contacts.add', { text: bob.card }));
  await bob.browser.ask('contacts.add', { text: ada.card });
});

describe('what is written for people, handed on to a window', () => {
  it('says who doesn’t get its answer: in the frame, in one that loaded itself anew, and in the window in its place', async () => {
    const [, carol] = await arrive('carol@example.org', 'Carol', store);
    const { id: carolAtAdas } = await ada.browser.ask('contacts.add', { text: carol.card });
    const written = await offer(ada, 'compose');
    const to = [bobAtAdas, carolAtAdas];
    const { armored } = await ada.ask['compose.seal']({ ticket: written, text: 'quay 3', replace: true, to }, frame);
    await ada.browser.parts.messages.send();
    await bob.browser.parts.messages.receive();
    const before = await reveal(bob, armored);
    expect(before.answer).toMatchObject({ kind: 'message', strangers: 1 });
    await bob.ask['reveal.reply']({ ticket: before.ticket }, frame);
    bob.document.task = composeTask;
    const after = { ticket: before.ticket, isInField: false };
    const { ticket } = await bob.ask['page.offer']({ page: bob.document.page, kind: 'compose', after }, content);
    const shown = { to: [{ name: 'Ada' }], strangers: 1 };
    const first = await bob.ask['compose.task']({ ticket }, frame);
    expect(first).toMatchObject(shown);
    expect(await bob.ask['compose.task']({ ticket }, frame)).toMatchObject({ strangers: 1 });
    const typed = { text: 'I bring the bicycles', replace: false };
    await bob.ask['compose.window']({ ticket, ...typed, to: first.to?.map(({ id }) => id) }, frame);
    const own = { role: 'frame', tab: 9, frame: 0 } as const;
    expect(await bob.ask['compose.task']({ ticket }, own)).toEqual({ ...first, typed, draft: undefined });
    // Control: another box at that field answers nothing, and says nothing of anybody.
    expect(await bob.ask['compose.task']({ ticket: await offer(bob, 'compose') }, frame)).not.toHaveProperty(
      'strangers',
    );
  });

  it('is for whom it was where everything was locked before a window took its place', async () => {
    const { ask, document, browser } = ada;
    document.task = composeTask;
    const { ticket } = await ask['page.offer']({ page: document.page, kind: 'compose' }, content);
    await ask['compose.task']({ ticket }, frame);
    await browser.parts.session.lock('demand');
    const typed = { text: 'for Bob alone', replace: false };
    await ask['compose.window']({ ticket, ...typed, to: [bobAtAdas] }, frame);
    const own = { role: 'frame', tab: 9, frame: 0 } as const;
    const locked = await ask['compose.task']({ ticket }, own);
    expect(locked).toMatchObject({ typed });
    // Nobody yet, which is another thing than nobody else.
    expect(locked).not.toHaveProperty('to');
    await browser.ask('unlock.password', { password: 'correct horse battery staple' });
    expect(await ask['compose.task']({ ticket }, own)).toMatchObject({ to: [{ id: bobAtAdas, name: 'Bob' }] });
    // Control: a box that nothing was handed on to is for nobody else.
    expect(await ask['compose.task']({ ticket: await offer(ada, 'compose') }, frame)).toMatchObject({ to: [] });
  });

  it('that is written anew says who doesn’t get it any more', async () => {
    const [, carol] = await arrive('carol@example.org', 'Carol', store);
    const { id: carolAtAdas } = await ada.browser.ask('contacts.add', { text: carol.card });
    const written = await offer(ada, 'compose');
    const to = [bobAtAdas, carolAtAdas];
    const { armored } = await ada.ask['compose.seal']({ ticket: written, text: 'quay 3', replace: true, to }, frame);
    await ada.browser.ask('contacts.delete', { id: carolAtAdas });
    const own = await reveal(ada, armored);
    await ada.ask['reveal.edit']({ ticket: own.ticket }, frame);
    ada.document.task = composeTask;
    const after = { ticket: own.ticket, isInField: false };
    const { ticket } = await ada.ask['page.offer']({ page: ada.document.page, kind: 'compose', after }, content);
    expect(await ada.ask['compose.task']({ ticket }, frame)).toMatchObject({
      typed: { text: 'quay 3' },
      to: [{ name: 'Bob' }],
      strangers: 1,
    });
  });
});
