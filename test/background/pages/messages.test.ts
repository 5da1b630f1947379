import { beforeEach, describe, expect, it } from 'vitest';
import { hostPattern } from '../../../src/typed/index.ts';
import { soon } from '../../sync/support/soon.ts';
import { give } from '../messages/support/invited.ts';
import { allSent, isRead } from '../messages/support/two.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { composeTask, content, frame } from '../support/document.ts';
import { arrive, offer, reveal } from './writers.ts';
import type { Writer } from './writers.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

let ada: Writer;
let bob: Writer;
let bobAtAdas: string;

/** Ada writes to Bob in the page. */
const write = async (text: string): Promise<string> => {
  const ticket = await offer(ada, 'compose');
  return (await ada.ask['compose.seal']({ ticket, text, replace: true, to: [bobAtAdas] }, frame)).armored;
};

/** As if the archive of this browser had never had the text. */
const forget = async ({ parts }: Browser, text: string): Promise<void> => {
  const { records } = await parts.session.vault();
  for (const { id, body } of await records.readMany(records.unlisted().map((one) => one.id))) {
    if (JSON.stringify(body).includes(text)) await records.write({ remove: [{ id }] });
  }
};

beforeEach(async () => {
  const [person, first] = await arrive('ada@example.org', 'Ada');
  ada = first;
  [, bob] = await arrive('bob@example.org', 'Bob', person.store);
  ({ id: bobAtAdas } = await ada.browser.ask('contacts.add', { text: bob.card }));
  await bob.browser.ask('contacts.add', { text: ada.card });
});

describe('a text for a contact', () => {
  it('is read by the writer at once, by the contact after a press, and by nobody else', async () => {
    const armored = await write('The second drawer.');
    expect(armored).toMatch(/^LK1:/);
    expect((await reveal(ada, armored)).answer).toMatchObject({
      kind: 'message',
      text: 'The second drawer.',
      isOwn: true,
      with: { name: 'Bob', state: 'not-compared' },
    });
    const { ticket, answer } = await reveal(bob, armored);
    expect(answer).toMatchObject({ kind: 'no-key' });
    await allSent(ada.browser, bobAtAdas);
    await soon(async () =>
      expect(await bob.ask['reveal.check']({ ticket }, frame)).toMatchObject({
        kind: 'message',
        text: 'The second drawer.',
        isOwn: false,
        with: { name: 'Ada' },
        site: 'forum.example',
      }),
    );
    const [, eve] = await arrive('eve@example.org', 'Eve', (await Person.arrive('eve2@example.org')).store);
    expect((await reveal(eve, armored)).answer).toMatchObject({ kind: 'no-key' });
  });

  it('preselects who was written to in that place, and nobody elsewhere or afterwards for oneself', async () => {
    const task = async (path = '/') => {
      ada.document.task = composeTask;
      const asker = { ...content, path };
      const { ticket } = await ada.ask['page.offer']({ page: ada.document.page, kind: 'compose' }, asker);
      return ada.ask['compose.task']({ ticket }, frame);
    };
    expect(await task()).toMatchObject({ to: [] });
    await write('one');
    expect(await task()).toMatchObject({ to: [{ id: bobAtAdas, name: 'Bob' }] });
    expect(await task('/another')).toMatchObject({ to: [] });
    const ticket = await offer(ada, 'compose');
    await ada.ask['compose.seal']({ ticket, text: 'for me', replace: true }, frame);
    expect(await task()).toMatchObject({ to: [] });
  });

  it('is answered to whoever wrote it, and written anew for whom it was', async () => {
    const armored = await write('The second drawer.');
    const own = await reveal(ada, armored);
    const after = async (ticket: string) => {
      ada.document.task = composeTask;
      const made = await ada.ask['page.offer'](
        { page: ada.document.page, kind: 'compose', after: { ticket, isInField: false } },
        content,
      );
      return ada.ask['compose.task']({ ticket: made.ticket }, frame);
    };
    expect(await ada.ask['reveal.edit']({ ticket: own.ticket }, frame)).toEqual({ begun: true });
    expect(await after(own.ticket)).toMatchObject({ typed: { text: 'The second drawer.' }, to: [{ name: 'Bob' }] });
    const again = await reveal(ada, armored);
    await ada.ask['reveal.reply']({ ticket: again.ticket }, frame);
    const reply = await after(again.ticket);
    expect(reply).toMatchObject({ to: [{ name: 'Bob' }] });
    expect(reply).not.toHaveProperty('typed');
  });

  it('of a million characters is refused before anything is sealed, and stays in its place', async () => {
    const text = 'word '.repeat(200_000);
    const ticket = await offer(ada, 'compose');
    await ada.ask['compose.task']({ ticket }, frame);
    await ada.ask['compose.keep']({ ticket, text, replace: false }, frame);
    const { applied } = ada.browser.machine.database;
    const sealing = ada.ask['compose.seal']({ ticket, text, replace: true, to: [bobAtAdas] }, frame);
    await expect(sealing).rejects.toMatchObject({ code: 'too-long' });
    expect(ada.browser.machine.database.applied).toBe(applied);
    const again = await ada.ask['compose.task']({ ticket: await offer(ada, 'compose') }, frame);
    expect(again.draft?.text).toBe(text);
  });

  it('is not sealed for who is blocked', async () => {
    await ada.browser.ask('contacts.block', { id: bobAtAdas, block: true });
    await expect(write('nothing')).rejects.toMatchObject({ code: expect.any(String) as string });
    expect(ada.document.field).toBe('a draft');
  });
});

describe('the key of a text', () => {
  it('is asked for where the text stands, of who is chosen, and given by a press on the other side', async () => {
    const armored = await write('The second drawer.');
    await allSent(ada.browser, bobAtAdas);
    await bob.browser.parts.messages.receive();
    const { ticket, answer } = await reveal(bob, armored);
    expect(answer).toMatchObject({ kind: 'message' });
    const [writer] = await bob.browser.ask('contacts.list', {});
    const of = writer?.id ?? '';
    // What can be read is asked of nobody, and neither is an own text.
    expect(await bob.ask['reveal.ask']({ ticket, of }, frame)).toEqual({ asked: false });
    const own = await reveal(ada, armored);
    expect(await ada.ask['reveal.ask']({ ticket: own.ticket, of: bobAtAdas }, frame)).toEqual({ asked: false });
    await forget(bob.browser, 'The second drawer.');
    const lost = await reveal(bob, armored);
    expect(lost.answer).toMatchObject({ kind: 'no-key' });
    expect(await bob.ask['reveal.ask']({ ticket: lost.ticket, of }, frame)).toEqual({ asked: true });
    await soon(async () => {
      await ada.browser.parts.messages.receive();
      expect(await ada.browser.ask('conversations.asks', {})).toMatchObject([{ words: 'The second drawer.' }]);
    });
    const [line] = await ada.browser.ask('conversations.asks', {});
    await ada.browser.ask('conversations.answerAsk', { text: line?.text ?? '', from: bobAtAdas, give: true });
    await soon(async () =>
      expect(await bob.ask['reveal.check']({ ticket: lost.ticket }, frame)).toMatchObject({ kind: 'message' }),
    );
  });

  it('is asked of nobody who is blocked, by no other frame, and for no card', async () => {
    const armored = await write('The second drawer.');
    const seen = await reveal(ada, bob.card);
    expect(await ada.ask['reveal.ask']({ ticket: seen.ticket, of: bobAtAdas }, frame)).toEqual({ asked: false });
    const lost = await reveal(bob, armored);
    const [writer] = await bob.browser.ask('contacts.list', {});
    await bob.browser.ask('contacts.block', { id: writer?.id ?? '', block: true });
    const ask = { ticket: lost.ticket, of: writer?.id ?? '' };
    await expect(bob.ask['reveal.ask'](ask, frame)).rejects.toMatchObject({ code: 'contact-blocked' });
    await expect(bob.ask['reveal.ask'](ask, { ...frame, frame: frame.frame + 1 })).rejects.toMatchObject({
      code: 'ticket-gone',
    });
  });
});

describe('a card in a page', () => {
  it('is shown without asking anybody, and added by a press', async () => {
    const [, eve] = await arrive('eve@example.org', 'Eve', undefined);
    const { ticket, answer } = await reveal(eve, eve.card);
    expect(answer).toMatchObject({ kind: 'card', card: { name: 'Eve', is: 'own' } });
    await expect(eve.ask['reveal.add']({ ticket }, frame)).rejects.toMatchObject({ code: 'card-own' });
    const seen = await reveal(ada, bob.card);
    expect(seen.answer).toMatchObject({ kind: 'card', card: { name: 'Bob', is: 'known' } });
    expect(await ada.ask['reveal.add']({ ticket: seen.ticket }, frame)).toEqual({ contact: bobAtAdas });
  });
});

describe('what only a page of ours can go on with', () => {
  it('is a card whose store the browser does not let us ask: handed over once, and added there', async () => {
    const [, eve] = await arrive('eve@example.org', 'Eve');
    const pattern = hostPattern(new URL((await eve.browser.ask('contacts.card', {}))?.link ?? '').origin);
    ada.browser.machine.forbidden.add(pattern);
    const { ticket, answer } = await reveal(ada, eve.card);
    expect(answer).toMatchObject({ kind: 'card', card: { is: 'new', mayAsk: false } });
    await expect(ada.ask['reveal.add']({ ticket }, frame)).rejects.toMatchObject({ code: 'store-permission' });
    await ada.ask['reveal.goOn']({ ticket }, frame);
    expect(ada.browser.machine.opened.at(-1)).toBe('vault.html#contacts/card');
    expect(await ada.ask['contacts.handed']({}, { role: 'window' })).toBe(eve.card);
    expect(await ada.ask['contacts.handed']({}, { role: 'window' })).toBeNull();
    // Permitted there, it can be added here, too.
    ada.browser.machine.forbidden.delete(pattern);
    expect((await reveal(ada, eve.card)).answer).toMatchObject({ card: { mayAsk: true } });
  });

  it('is a contact to be decided about', async () => {
    const armored = await write('The second drawer.');
    await allSent(ada.browser, bobAtAdas);
    await isRead(bob.browser, armored, 'The second drawer.');
    const [writer] = await bob.browser.ask('contacts.list', {});
    const id = writer?.id ?? '';
    const { digits } = await bob.browser.ask('contacts.comparison', { id });
    await bob.browser.ask('contacts.compared', { id, digits, isSame: false });
    const { ticket, answer } = await reveal(bob, armored);
    expect(answer).toMatchObject({ kind: 'closed', from: { id } });
    await bob.ask['reveal.goOn']({ ticket }, frame);
    expect(bob.browser.machine.opened.at(-1)).toBe(`vault.html#contacts/${id}`);
    // Nothing of a text that is neither opens a page.
    const own = await reveal(ada, armored);
    await expect(ada.ask['reveal.goOn']({ ticket: own.ticket }, frame)).rejects.toMatchObject({ code: 'ticket-gone' });
  });
});

describe('a text for somebody without Latchkey', () => {
  /** What the page has, as each of the two marks in it reads. */
  const invited = async (text: string): Promise<{ line: string; card: string[]; text: string[] }> => {
    const ticket = await offer(ada, 'compose');
    const seal = { ticket, text, replace: true, invite: 'Carol' };
    const { armored: line } = await ada.ask['compose.seal'](seal, frame);
    const [, card = '', behind = ''] = /(LK1:\S+) (LK1:\S+)$/.exec(line) ?? [];
    return { line, card: [`${card} ${behind}\nand more`], text: [`${behind}\nand more`] };
  };
  const at = async (who: Writer, readings: string[], before: string[] = []) => {
    const ticket = await offer(who, 'reveal', readings);
    who.document.task = { kind: 'reveal', site: 'forum.example', readings, before };
    return { ticket, answer: await who.ask['reveal.open']({ ticket }, frame) };
  };

  it('says how to get Latchkey, and is recognised at its card and at itself', async () => {
    const { line, card, text } = await invited('Behind the second plant.');
    expect(line).toContain('inviteLine');
    const state = { kind: 'invitation', state: 'new', needsName: false, card: { name: 'Ada' } };
    expect((await at(bob, card)).answer).toMatchObject(state);
    expect((await at(bob, text, card)).answer).toMatchObject(state);
    // Without the card before it, it is a text like any other; a card with words behind it invites to nothing.
    expect((await at(bob, text)).answer).toMatchObject({ kind: 'no-key' });
    const apart = card.map((reading) => reading.replace(' LK1:', ' wrote: LK1:'));
    expect((await at(bob, apart)).answer).toMatchObject({ kind: 'card' });
    expect((await at(bob, text, apart)).answer).toMatchObject({ kind: 'no-key' });
    expect((await at(ada, card)).answer).toMatchObject({
      kind: 'message',
      isOwn: true,
      with: { name: 'Carol', state: 'invited' },
    });
  });

  it('is read by who answered in a frame, once the writer says so', async () => {
    const { text, card } = await invited('Behind the second plant.');
    const { ticket } = await at(bob, text, card);
    await bob.ask['reveal.answer']({ ticket }, frame);
    expect(await bob.ask['reveal.open']({ ticket }, frame)).toMatchObject({ kind: 'invitation', state: 'told' });
    await give(ada.browser);
    await soon(async () =>
      expect(await bob.ask['reveal.check']({ ticket }, frame)).toMatchObject({
        kind: 'message',
        text: 'Behind the second plant.',
        with: { name: 'Ada' },
      }),
    );
  });

  it('is answered where its line was pasted, with the words around it', async () => {
    const { line, text } = await invited('Behind the second plant.');
    const window = { role: 'window' } as const;
    expect(await bob.ask['reveal.text']({ armored: line }, window)).toMatchObject({ kind: 'invitation', state: 'new' });
    await bob.ask['reveal.answerText']({ armored: line }, window);
    expect(await bob.ask['reveal.text']({ armored: line }, window)).toMatchObject({ state: 'told' });
    await give(ada.browser);
    await isRead(bob.browser, text[0] ?? '', 'Behind the second plant.');
  });

  it('is not answered from a frame that shows none', async () => {
    const { ticket } = await at(bob, [await write('for Bob alone')]);
    await expect(bob.ask['reveal.answer']({ ticket }, frame)).rejects.toMatchObject({ code: 'ticket-gone' });
  });
});
