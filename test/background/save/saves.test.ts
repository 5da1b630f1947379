import { beforeEach, describe, expect, it } from 'vitest';
import { itemHandlers } from '../../../src/background/items/items.ts';
import { PageLogins } from '../../../src/background/items/for-page.ts';
import type { Parts } from '../../../src/background/parts.ts';
import { Saves } from '../../../src/background/save/handlers.ts';
import { newId } from '../../../src/crypto/index.ts';
import type { ContentAsker, FrameAsker, PageOrder, SaveOffer, SentLogin } from '../../../src/rpc/index.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';

const password = 'a long enough password';
const window = { role: 'window' } as const;
const shop: ContentAsker = { role: 'content', tab: 7, frame: 0, origin: 'https://shop.example', host: 'shop.example' };
const frame: FrameAsker = { role: 'frame', tab: 7, frame: 12 };
const mira: SentLogin = {
  kind: 'login',
  username: 'mira',
  accountId: '',
  currentPassword: 'canary-one',
  newPassword: '',
};
const minute = 60_000;
const blank = {
  kind: 'login' as const,
  title: '',
  favourite: false,
  tags: [],
  folder: '',
  fields: [],
  urls: [],
  username: '',
  password: '',
  accountId: '',
  totp: '',
  notes: '',
};

/** What the documents of a tab answer, and what they were told. */
class Tab {
  readonly orders: string[] = [];
  forms: readonly string[] = [];
  typed: (() => Promise<unknown>) | undefined;

  ask = async (_tab: number, _frame: number | undefined, push: string, data: unknown): Promise<unknown> => {
    const { order } = data as PageOrder;
    this.orders.push(order);
    if (push === 'save') return order === ('look' as string) ? this.typed !== undefined : this.typed?.().then(() => true);
    if (order === 'forms') return this.forms;
    return order === 'task' ? { kind: 'save', site: 'shop.example' } : true;
  };
}

describe('a login that is typed into a page', () => {
  let machine: Machine;
  let parts: Parts;
  let tab: Tab;
  let ask: ReturnType<Saves['handlers']>;
  let saves: Saves;
  const page = newId();
  const start = (): void => {
    parts = machine.background();
    saves = new Saves(parts, {
      logins: new PageLogins(parts),
      items: itemHandlers(parts),
      ask: tab.ask,
      reach: () => Promise.resolve(),
    });
    ask = saves.handlers();
  };
  const send = (sent: SentLogin = mira, asker = shop): Promise<unknown> =>
    ask['save.sent']({ page, form: 'form-1', sent }, asker);
  const outcome = (what: 'gone' | 'failed' | 'slow', asker = shop): Promise<unknown> =>
    ask['save.outcome']({ page, form: 'form-1', outcome: what }, asker);
  const offers = async (): Promise<readonly SaveOffer[]> => (await ask['save.offers']({}, window)).offers;
  const saveFirst = async (): Promise<void> => {
    const [offer] = await offers();
    if (!offer) throw new Error('no offer');
    await ask['save.decide']({ offer: offer.id, answer: { do: 'save', into: offer.update } }, window);
  };
  const kept = async (): Promise<readonly object[]> => {
    const { rows } = await windows(parts)('items.search', { query: '', in: 'all', offset: 0, limit: 50 });
    return Promise.all(rows.map(async ({ id }) => (await windows(parts)('items.read', { id })).item));
  };

  beforeEach(async () => {
    machine = new Machine();
    tab = new Tab();
    start();
    await windows(parts)('vault.create', { password, deviceName: 'Test' });
    await parts.session.vault().then((vault) => parts.typedSeal.renew(vault));
  });

  it('is offered once its form is gone, in the page and in the popup, and kept as a login of that origin', async () => {
    await send();
    expect(await offers()).toEqual([]);
    await outcome('gone');
    expect(tab.orders).toEqual(['save']);
    expect(await offers()).toMatchObject([
      { host: 'shop.example', title: 'shop.example', username: 'mira', others: [], whileLocked: false },
    ]);
    await saveFirst();
    expect(await kept()).toMatchObject([
      {
        kind: 'login',
        username: 'mira',
        password: 'canary-one',
        urls: [{ url: 'https://shop.example', match: 'host' }],
      },
    ]);
    expect(await offers()).toEqual([]);
  });

  it('is not offered again: kept, sent anew, or said "not now" to', async () => {
    await send();
    await outcome('gone');
    await saveFirst();
    await send();
    await outcome('gone');
    expect(await offers()).toEqual([]);
    await send({ ...mira, username: 'jonas' });
    await outcome('gone');
    const [offer] = await offers();
    await ask['save.decide']({ offer: offer?.id ?? '', answer: { do: 'later' } }, window);
    await send({ ...mira, username: 'jonas' });
    await outcome('gone');
    expect(await offers()).toEqual([]);
    expect(await kept()).toHaveLength(1);
  });

  it('goes into the login that it belongs to, whose old password stays in the history', async () => {
    await send();
    await outcome('gone');
    await saveFirst();
    await send({ ...mira, kind: 'change-password', username: '', newPassword: 'canary-two' });
    await outcome('gone');
    const [offer] = await offers();
    expect(offer).toMatchObject({ title: 'shop.example', username: 'mira', update: expect.any(String) as string });
    await saveFirst();
    const { rows } = await windows(parts)('items.search', { query: '', in: 'all', offset: 0, limit: 50 });
    const { item, history } = await windows(parts)('items.read', { id: rows[0]?.id ?? '' });
    expect(item).toMatchObject({ username: 'mira', password: 'canary-two' });
    expect(history).toMatchObject([{ field: 'password', value: 'canary-one' }]);
  });

  it('goes into no login that the offer does not name', async () => {
    const other = await windows(parts)('items.save', {
      item: { ...blank, title: 'Bank', password: 'kept' },
    });
    await send();
    await outcome('gone');
    const [offer] = await offers();
    const answer = { do: 'save' as const, into: other.id };
    await expect(ask['save.decide']({ offer: offer?.id ?? '', answer }, window)).rejects.toThrow();
    expect(await kept()).toMatchObject([{ title: 'Bank', password: 'kept' }]);
  });

  it('is not offered where it failed, nor on the next page that has the same form', async () => {
    await send();
    await outcome('failed');
    machine.now += minute;
    expect(await offers()).toEqual([]);
    await send({ ...mira, currentPassword: 'another' });
    tab.forms = ['login'];
    await saves.woken(shop);
    machine.now += minute;
    expect(await offers()).toEqual([]);
    // Control: the same without the form.
    await send({ ...mira, currentPassword: 'a third' });
    tab.forms = [];
    await saves.woken(shop);
    expect(await offers()).toHaveLength(1);
  });

  it('is offered on the page after ten others, and in the popup where its tab was closed', async () => {
    await send();
    for (let hop = 0; hop < 10; hop += 1) {
      const host = `hop-${String(hop)}.example`;
      await saves.woken({ ...shop, host, origin: `https://${host}` });
    }
    expect(tab.orders).toContain('save');
    expect(await offers()).toHaveLength(1);
    await saveFirst();
    await send({ ...mira, username: 'jonas' }, { ...shop, tab: 8 });
    expect(await offers()).toEqual([]);
    machine.now += 10_000;
    expect(await offers()).toMatchObject([{ username: 'jonas' }]);
  });

  it('has the user name of the step before, in the same tab and a short while ago', async () => {
    const second = { ...mira, username: '' };
    await ask['save.named']({ username: 'mira' }, shop);
    await send(second, { ...shop, tab: 8 });
    await outcome('gone', { ...shop, tab: 8 });
    expect(await offers()).toMatchObject([{ username: '' }]);
    await send(second);
    await outcome('gone');
    expect(await offers()).toMatchObject([{ username: 'mira' }, { username: '' }]);
    machine.now += 6 * minute;
    await send({ ...second, currentPassword: 'later' });
    await outcome('gone');
    expect((await offers()).map(({ username }) => username)).not.toContain('mira');
  });

  it('is never offered of a host where nobody wants it, until that is taken back', async () => {
    await send();
    await outcome('gone');
    const [offer] = await offers();
    await ask['save.decide']({ offer: offer?.id ?? '', answer: { do: 'never' } }, window);
    await send({ ...mira, username: 'jonas' });
    await outcome('gone');
    expect(await offers()).toEqual([]);
    expect(await ask['save.never']({}, window)).toEqual({ hosts: ['shop.example'] });
    // The form's host, and no other one.
    await send({ ...mira, username: 'jonas' }, { ...shop, host: 'www.shop.example', origin: 'https://www.shop.example' });
    await outcome('gone');
    expect(await offers()).toHaveLength(1);
    await ask['save.allow']({ host: 'shop.example' }, window);
    await send({ ...mira, username: 'ruth' });
    await outcome('gone');
    expect((await offers()).map(({ username }) => username)).toContain('ruth');
  });

  it('lies sealed wherever it lies, outlives a stop of the background, and is gone after half an hour', async () => {
    await send();
    await outcome('gone');
    const stored = JSON.stringify([...machine.local.values, ...machine.memory.values]);
    expect(stored).not.toContain('canary');
    expect(stored).not.toContain('mira');
    start();
    expect(await offers()).toHaveLength(1);
    machine.now += 14 * minute;
    await parts.session.vault();
    machine.now += 14 * minute;
    await parts.session.vault();
    machine.now += 3 * minute;
    expect(await offers()).toEqual([]);
  });

  it('is sealed while all is locked, says nothing, and is offered quietly after the unlock, also of a browser that was closed', async () => {
    await parts.session.lock('demand');
    await send();
    await outcome('gone');
    expect(tab.orders).toEqual([]);
    const stored = JSON.stringify([...machine.local.values, ...machine.memory.values]);
    expect(stored).not.toContain('canary');
    expect(await saves.isOffering()).toBe(false);
    await expect(offers()).rejects.toThrow();
    machine.memory.values.clear();
    start();
    await windows(parts)('unlock.password', { password });
    expect(await offers()).toMatchObject([{ host: 'shop.example', username: 'mira', whileLocked: true }]);
    await saves.woken(shop);
    expect(tab.orders).not.toContain('save');
    await saveFirst();
    expect(await kept()).toMatchObject([{ password: 'canary-one' }]);
  });

  it('is gone a day after it was typed while all was locked', async () => {
    await parts.session.lock('demand');
    await send();
    await windows(parts)('unlock.password', { password });
    machine.now += 24 * 60 * minute - 1;
    await windows(parts)('unlock.password', { password });
    expect(await offers()).toHaveLength(1);
    machine.now += 1;
    expect(await offers()).toEqual([]);
  });

  it('cannot flood anybody: of one tab the last four stay, of all tabs the last thirty-two', async () => {
    for (let at = 0; at < 100; at += 1) {
      await ask['save.sent']({ page, form: `form-${String(at)}`, sent: { ...mira, username: `u${String(at)}` } }, shop);
    }
    machine.now += 10_000;
    expect((await offers()).map(({ username }) => username)).toEqual(['u99', 'u98', 'u97', 'u96']);
    for (let other = 100; other < 140; other += 1) {
      await send({ ...mira, username: `t${String(other)}` }, { ...shop, tab: other });
    }
    machine.now += 10_000;
    expect(await offers()).toHaveLength(32);
  });

  it('is read from the page where a person asks for it, whatever was said of the site', async () => {
    expect(await ask['save.look']({ tab: 7 }, window)).toEqual({ typed: false });
    expect(await ask['save.here']({ tab: 7 }, window)).toEqual({});
    tab.typed = () => ask['save.typed']({ page, form: 'form-1', sent: mira }, shop);
    expect(await ask['save.look']({ tab: 7 }, window)).toEqual({ typed: true });
    const { offer } = await ask['save.here']({ tab: 7 }, window);
    expect(offer).toMatchObject({ username: 'mira' });
    await saves.go(8);
    expect(machine.opened).toEqual([]);
  });

  describe('in the frame of its tab', () => {
    const claim = async (at = frame): Promise<{ ticket: string; offer: SaveOffer | undefined }> => {
      const ticket = await parts.tickets.issue(shop, page, 'save');
      return { ticket, offer: (await ask['save.task']({ ticket }, at)).offer };
    };

    it('is named, its password told when asked for, and answered', async () => {
      await send();
      await outcome('gone');
      const { ticket, offer } = await claim();
      expect(JSON.stringify(offer)).not.toContain('canary');
      const id = offer?.id ?? '';
      expect(await ask['save.password']({ ticket, offer: id }, frame)).toEqual({ password: 'canary-one' });
      await ask['save.answer']({ ticket, offer: id, answer: { do: 'save', edit: true } }, frame);
      expect(machine.opened).toEqual([expect.stringMatching(/^vault\.html#item\//)]);
      expect(await ask['save.task']({ ticket }, frame)).toEqual({});
    });

    it('is told to no frame of another tab, nor by a ticket for something else', async () => {
      await send({ ...mira }, { ...shop, tab: 8 });
      await outcome('gone', { ...shop, tab: 8 });
      const [offer] = await offers();
      const { ticket } = await claim();
      expect(offer).toBeDefined();
      expect((await ask['save.task']({ ticket }, frame)).offer).toBeUndefined();
      await expect(ask['save.password']({ ticket, offer: offer?.id ?? '' }, frame)).rejects.toThrow();
      const reveal = await parts.tickets.issue(shop, page, 'reveal');
      await expect(ask['save.task']({ ticket: reveal }, frame)).rejects.toThrow();
      await expect(ask['save.task']({ ticket }, { ...frame, tab: 8 })).rejects.toThrow();
    });

    it('says nothing while all is locked', async () => {
      await send();
      await outcome('gone');
      const { ticket, offer } = await claim();
      await parts.session.lock('demand');
      expect(await ask['save.task']({ ticket }, frame)).toEqual({});
      await expect(ask['save.password']({ ticket, offer: offer?.id ?? '' }, frame)).rejects.toThrow();
    });
  });
});
