import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Parts } from '../../../src/background/parts.ts';
import { pageHandlers } from '../../../src/background/pages/pages.ts';
import { armor, openForSelf, sealForSelf } from '../../../src/messaging/index.ts';
import type { FrameAsker } from '../../../src/rpc/index.ts';
import { Machine } from '../support/parts.ts';
import { actions, composeTask, content, Document, frame, guarded } from '../support/document.ts';
import { windows } from '../support/windows.ts';

const password = 'a long enough password';
const done = {};

describe('what happens in pages', () => {
  let machine: Machine;
  let parts: Parts;
  let document: Document;
  let ask: ReturnType<typeof pageHandlers>;
  const offer = async (kind: 'compose' | 'reveal'): Promise<string> =>
    (await ask['page.offer']({ page: document.page, kind }, content)).ticket;

  beforeEach(async () => {
    machine = new Machine();
    parts = machine.background();
    document = new Document();
    ask = pageHandlers(parts, actions(document));
    await windows(parts)('vault.create', { password, deviceName: 'Test' });
  });

  it('tells a frame what it acts on', async () => {
    const ticket = await offer('compose');
    expect(await ask['compose.task']({ ticket }, frame)).toEqual({
      site: 'forum.example',
      filled: true,
      to: [],
      // Without a store nobody can be invited.
      invites: false,
      draft: null,
      enter: 'encrypt',
    });
    document.task = { ...composeTask, limit: 280 };
    expect(await ask['compose.task']({ ticket }, frame)).toMatchObject({ capacity: { self: 159, others: 159 } });
    expect(await ask['compose.takeOver']({ ticket }, frame)).toEqual({ text: 'a draft' });
  });

  it('tells what is not proven, and takes it out again', async () => {
    const ticket = await offer('compose');
    document.outcome = 'unproven';
    const sealed = await ask['compose.seal']({ ticket, text: 'x', replace: true }, frame);
    expect(sealed).toMatchObject({ outcome: 'unproven' });
    const { armored } = sealed;
    expect(await ask['compose.takeOut']({ ticket, armored }, frame)).toEqual({ gone: true });
    document.isGone = true;
    expect(await ask['compose.takeOut']({ ticket, armored }, frame)).toEqual({ gone: false });
  });

  it('believes no document that answers anything else', async () => {
    const ticket = await offer('compose');
    document.outcome = true as never;
    const sealed = await ask['compose.seal']({ ticket, text: 'x', replace: true }, frame);
    expect(sealed).toMatchObject({ outcome: 'refused' });
  });

  it('seals for the field, and the document hears armored text only', async () => {
    const ticket = await offer('compose');
    const text = 'canary: the blue envelope';
    const { outcome, armored } = await ask['compose.seal']({ ticket, text, replace: true }, frame);
    expect(outcome).toBe('put');
    expect(document.field).toBe(armored);
    expect(JSON.stringify(document.heard)).not.toContain('canary');
    const vault = await parts.session.vault();
    expect(await openForSelf((epoch) => vault.domainKey('messages', epoch)?.key, armored)).toBe(text);
  });

  it('gives the armored text back when the field did not take it, or is gone', async () => {
    document.isUnruly = true;
    const ticket = await offer('compose');
    const sealed = await ask['compose.seal']({ ticket, text: 'x', replace: false }, frame);
    expect(sealed).toMatchObject({ outcome: 'refused', armored: expect.stringMatching(/^LK1:/) as string });
    document.isGone = true;
    expect(await ask['compose.seal']({ ticket, text: 'x', replace: false }, frame)).toMatchObject({
      outcome: 'refused',
    });
  });

  it('opens what it sealed, after the background was stopped too', async () => {
    const composing = await offer('compose');
    const { armored } = await ask['compose.seal']({ ticket: composing, text: 'read me', replace: true }, frame);
    document.task = { kind: 'reveal', site: 'forum.example', readings: [`> ${armored}\n-- \nMira`], before: [] };
    const ticket = await offer('reveal');
    const answer = { text: 'read me', kind: 'self', site: 'forum.example' };
    expect(await ask['reveal.open']({ ticket }, frame)).toEqual(answer);
    const reborn = pageHandlers(machine.background(), actions(document));
    expect(await reborn['reveal.open']({ ticket }, frame)).toEqual(answer);
  });

  it('opens the reading that is right, and else says what is wrong with the best of them', async () => {
    const composing = await offer('compose');
    const { armored } = await ask['compose.seal']({ ticket: composing, text: 'read me', replace: true }, frame);
    const numbered = `${armored.slice(0, 40)}\n2\n${armored.slice(40)}`;
    const read = async (readings: readonly string[]) => {
      document.task = { kind: 'reveal', site: 'forum.example', readings, before: [] };
      return ask['reveal.open']({ ticket: await offer('reveal') }, frame);
    };
    expect(await read([numbered, armored])).toMatchObject({ text: 'read me' });
    const foreign = 'LK1:AQIAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqK/T+';
    await expect(read([numbered, foreign])).rejects.toMatchObject({ code: 'unknown-epoch' });
    await expect(read([numbered])).rejects.toMatchObject({ code: 'armor-damaged' });
  });

  it('reads a text that was pasted, with whatever came along, while messages are unlocked', async () => {
    const { armored } = await ask['compose.seal'](
      { ticket: await offer('compose'), text: 'read me', replace: true },
      frame,
    );
    const read = () => ask['reveal.text']({ armored: `On Monday Mira wrote:\n> ${armored}\n` }, { role: 'window' });
    expect(await read()).toEqual({ kind: 'self', text: 'read me' });
    await expect(ask['reveal.text']({ armored: armored.slice(0, -4) }, { role: 'window' })).rejects.toMatchObject({
      code: 'armor-damaged',
    });
    await parts.session.lock('demand');
    await expect(read()).rejects.toMatchObject({ code: 'locked' });
  });

  it('neither seals nor opens while locked, and goes on with the same ticket after it', async () => {
    const ticket = await offer('compose');
    await parts.session.lock('demand');
    const seal = () => ask['compose.seal']({ ticket, text: 'typed before', replace: false }, frame);
    await expect(seal()).rejects.toMatchObject({ code: 'locked' });
    await expect(ask['compose.task']({ ticket }, frame)).resolves.toMatchObject({ filled: true });
    await windows(parts)('unlock.password', { password });
    await expect(seal()).resolves.toMatchObject({ outcome: 'put' });
  });

  it('gives no text to a frame when the lock falls while it is opened', async () => {
    const composing = await offer('compose');
    const { armored } = await ask['compose.seal']({ ticket: composing, text: 'read me', replace: true }, frame);
    document.task = { kind: 'reveal', site: 'forum.example', readings: [armored], before: [] };
    const ticket = await offer('reveal');
    const vault = await parts.session.vault();
    const domainKey = vault.domainKey.bind(vault);
    vault.domainKey = (...of) => {
      void parts.session.lock('demand');
      return domainKey(...of);
    };
    await expect(ask['reveal.open']({ ticket }, frame)).rejects.toMatchObject({ code: 'locked' });
  });

  it('leaves no copy of a key behind', async () => {
    const vault = await parts.session.vault();
    const copies: Uint8Array[] = [];
    const domainKey = vault.domainKey.bind(vault);
    vault.domainKey = (...of) => {
      const found = domainKey(...of);
      if (found) copies.push(found.key);
      return found;
    };
    const composing = await offer('compose');
    const { armored } = await ask['compose.seal']({ ticket: composing, text: 'read me', replace: true }, frame);
    document.task = { kind: 'reveal', site: 'forum.example', readings: [armored], before: [] };
    await ask['reveal.open']({ ticket: await offer('reveal') }, frame);
    expect(copies).toHaveLength(2);
    expect(copies.every((copy) => copy.every((byte) => byte === 0))).toBe(true);
  });

  it.each([
    [
      'cut',
      async () => `${(await sealForSelf({ epoch: new Uint8Array(4), key: new Uint8Array(32) }, 'x')).slice(0, -3)}…`,
      'armor-cut',
    ],
    [
      'of another vault',
      () => sealForSelf({ epoch: new Uint8Array(4), key: new Uint8Array(32) }, 'x'),
      'unknown-epoch',
    ],
    ['of a newer Latchkey', () => Promise.resolve(armor(new Uint8Array([9, ...new Uint8Array(60)]))), 'armor-version'],
  ])('says of a text that is %s what it is', async (_, make, code) => {
    document.task = { kind: 'reveal', site: 'forum.example', readings: [await make()], before: [] };
    await expect(ask['reveal.open']({ ticket: await offer('reveal') }, frame)).rejects.toMatchObject({ code });
  });

  it('refuses a ticket whose document is gone, and one that asks for the wrong thing', async () => {
    const ticket = await offer('reveal');
    await expect(ask['compose.task']({ ticket }, frame)).rejects.toMatchObject({ code: 'ticket-gone' });
    document.isGone = true;
    await expect(ask['reveal.open']({ ticket }, frame)).rejects.toMatchObject({ code: 'ticket-gone' });
  });

  it('opens a window of ours where the page lets no frame in', async () => {
    const ticket = await offer('compose');
    expect(await ask['page.window']({ ticket }, content)).toEqual(done);
    expect(machine.opened).toContain(`compose-window.html#${ticket}`);
    const ownWindow: FrameAsker = { role: 'frame', tab: 30, frame: 0 };
    expect(await ask['compose.seal']({ ticket, text: 'x', replace: false }, ownWindow)).toMatchObject({
      outcome: 'put',
    });
  });

  it('takes the frame away and forgets its ticket', async () => {
    const ticket = await offer('compose');
    await ask['compose.task']({ ticket }, frame);
    expect(await ask['frame.close']({ ticket }, frame)).toEqual(done);
    expect(document.heard.at(-1)).toMatchObject({ order: 'close', ticket });
    await expect(ask['compose.task']({ ticket }, frame)).rejects.toMatchObject({ code: 'ticket-gone' });
  });

  it('leaves no trace of texts and sites on disk or in memory', async () => {
    const ticket = await offer('compose');
    await ask['compose.seal']({ ticket, text: 'canary', replace: false }, frame);
    const kept = JSON.stringify([...machine.local.values, ...machine.memory.values]);
    expect(kept).not.toMatch(/canary|forum\.example/);
    // Its numbers mean other tabs and frames when the browser starts again.
    expect(JSON.stringify([...machine.local.values])).not.toContain(ticket);
  });

  describe('while somebody writes', () => {
    beforeEach(() => guarded.clear());

    it('keys are kept from all of the tab, until nobody does any more', async () => {
      const [one, other] = [await offer('compose'), await offer('compose')];
      expect([...guarded]).toEqual([7]);
      for (const ticket of [one, other]) {
        expect([...guarded]).toEqual([7]);
        await ask['compose.task']({ ticket }, { ...frame, frame: ticket === one ? 12 : 13 });
        await ask['frame.close']({ ticket }, { ...frame, frame: ticket === one ? 12 : 13 });
      }
      expect([...guarded]).toEqual([]);
    });

    it('and not while somebody only reads', async () => {
      await offer('reveal');
      expect([...guarded]).toEqual([]);
    });

    it('the box hears of a key that was stopped elsewhere, and who stopped it whether there is a box', async () => {
      const elsewhere = { ...content, frame: 3 };
      expect(await ask['page.keyStopped']({ key: 'text' }, elsewhere)).toEqual({ held: false });
      const ticket = await offer('compose');
      expect(await ask['page.keyStopped']({ key: 'leave' }, elsewhere)).toEqual({ held: true });
      expect(document.heard.at(-1)).toMatchObject({ order: 'key', key: 'leave', ticket });
      expect(await ask['page.keyStopped']({ key: 'text' }, { ...elsewhere, tab: 8 })).toEqual({ held: false });
      // A box whose document went away without a word holds nobody's keys.
      document.isGone = true;
      expect(await ask['page.keyStopped']({ key: 'text' }, elsewhere)).toEqual({ held: false });
    });

    it('what was typed goes on in a window, once, and the frame goes when it is there', async () => {
      const ticket = await offer('compose');
      const typed = { text: 'canary: the blue envelope', replace: true };
      await expect(ask['compose.window']({ ticket, ...typed }, frame)).rejects.toMatchObject({ code: 'ticket-gone' });
      await ask['compose.task']({ ticket }, frame);
      const period = 3_600_000;
      await ask['compose.window']({ ticket, ...typed, period }, frame);
      expect([...guarded]).toEqual([7]);
      const own: FrameAsker = { role: 'frame', tab: 9, frame: 0 };
      expect(await ask['compose.task']({ ticket }, own)).toMatchObject({ typed, period });
      expect(document.heard.map(({ order }) => order)).toEqual(['task', 'task', 'moved']);
      expect([...guarded]).toEqual([]);
      expect(await ask['compose.task']({ ticket }, own)).not.toHaveProperty('typed');
      await expect(ask['compose.task']({ ticket }, frame)).rejects.toMatchObject({ code: 'ticket-gone' });
      expect(JSON.stringify([document.heard, [...machine.memory.values], [...machine.local.values]])).not.toContain(
        'canary',
      );
    });

    it.each([
      ['a full lock', () => parts.session.lock('demand')],
      ['a minute in which no window came', () => Promise.resolve(vi.advanceTimersByTime(60_000))],
    ])('what was typed is kept no longer than until %s', async (_, end) => {
      vi.useFakeTimers({ toFake: ['setTimeout'] });
      try {
        const ticket = await offer('compose');
        await ask['compose.task']({ ticket }, frame);
        await ask['compose.window']({ ticket, text: 'canary', replace: false }, frame);
        await end();
        const own: FrameAsker = { role: 'frame', tab: 9, frame: 0 };
        expect(await ask['compose.task']({ ticket }, own)).not.toHaveProperty('typed');
      } finally {
        vi.useRealTimers();
      }
    });
  });
});
