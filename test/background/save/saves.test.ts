import { beforeEach, describe, expect, it } from 'vitest';
import { windows } from '../support/windows.ts';
import { Desk, minute, mira, shop, window } from './desk.ts';

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

describe('a login that is typed into a page', () => {
  let desk: Desk;

  beforeEach(async () => {
    desk = new Desk();
    await desk.open();
  });

  it('is offered once its form is gone, in the page and in the popup, and kept as a login of that origin', async () => {
    await desk.send();
    expect(await desk.offers()).toEqual([]);
    await desk.outcome('gone');
    expect(desk.tab.orders).toEqual(['save']);
    expect(await desk.offers()).toMatchObject([
      { host: 'shop.example', title: 'shop.example', username: 'mira', others: [], whileLocked: false },
    ]);
    await desk.saveFirst();
    expect(await desk.kept()).toMatchObject([
      {
        kind: 'login',
        username: 'mira',
        password: 'canary-one',
        urls: [{ url: 'https://shop.example', match: 'host' }],
      },
    ]);
    expect(await desk.offers()).toEqual([]);
  });

  it('is not offered again: kept, sent anew, or put off', async () => {
    await desk.send();
    await desk.outcome('gone');
    await desk.saveFirst();
    await desk.send();
    await desk.outcome('gone');
    expect(await desk.offers()).toEqual([]);
    await desk.send({ ...mira, username: 'jonas' });
    await desk.outcome('gone');
    const [offer] = await desk.offers();
    await desk.ask['save.decide']({ offer: offer?.id ?? '', answer: { do: 'later' } }, window);
    await desk.send({ ...mira, username: 'jonas' });
    await desk.outcome('gone');
    expect(await desk.offers()).toEqual([]);
    expect(await desk.kept()).toHaveLength(1);
  });

  it('goes into the login that it belongs to, whose old password stays in the history', async () => {
    await desk.send();
    await desk.outcome('gone');
    await desk.saveFirst();
    await desk.send({ ...mira, kind: 'change-password', username: '', newPassword: 'canary-two' });
    await desk.outcome('gone');
    const [offer] = await desk.offers();
    expect(offer).toMatchObject({ title: 'shop.example', username: 'mira', update: expect.any(String) as string });
    await desk.saveFirst();
    const { rows } = await windows(desk.parts)('items.search', { query: '', in: 'all', offset: 0, limit: 50 });
    const { item, history } = await windows(desk.parts)('items.read', { id: rows[0]?.id ?? '' });
    expect(item).toMatchObject({ username: 'mira', password: 'canary-two' });
    expect(history).toMatchObject([{ field: 'password', value: 'canary-one' }]);
  });

  it('goes into no login that the offer does not name', async () => {
    const other = await windows(desk.parts)('items.save', {
      item: { ...blank, title: 'Bank', password: 'kept' },
    });
    await desk.send();
    await desk.outcome('gone');
    const [offer] = await desk.offers();
    const answer = { do: 'save' as const, into: other.id };
    await expect(desk.ask['save.decide']({ offer: offer?.id ?? '', answer }, window)).rejects.toThrow();
    expect(await desk.kept()).toMatchObject([{ title: 'Bank', password: 'kept' }]);
  });

  it('is not offered where it failed, nor on the next page that has the same form', async () => {
    await desk.send();
    await desk.outcome('failed');
    desk.machine.now += minute;
    expect(await desk.offers()).toEqual([]);
    await desk.send({ ...mira, currentPassword: 'another' });
    desk.tab.forms = ['login'];
    await desk.saves.woken(shop);
    desk.machine.now += minute;
    expect(await desk.offers()).toEqual([]);
    // Control: the same without the form.
    await desk.send({ ...mira, currentPassword: 'a third' });
    desk.tab.forms = [];
    await desk.saves.woken(shop);
    expect(await desk.offers()).toHaveLength(1);
  });

  it('is offered on the page after ten others, and in the popup where its tab was closed', async () => {
    await desk.send();
    for (let hop = 0; hop < 10; hop += 1) {
      const host = `hop-${String(hop)}.example`;
      await desk.saves.woken({ ...shop, host, origin: `https://${host}` });
    }
    expect(desk.tab.orders).toContain('save');
    expect(await desk.offers()).toHaveLength(1);
    await desk.saveFirst();
    await desk.send({ ...mira, username: 'jonas' }, { ...shop, tab: 8 });
    expect(await desk.offers()).toEqual([]);
    desk.machine.now += 10_000;
    expect(await desk.offers()).toMatchObject([{ username: 'jonas' }]);
  });

  it('has the user name of the step before, in the same tab and a short while ago', async () => {
    const second = { ...mira, username: '' };
    await desk.ask['save.named']({ username: 'mira' }, shop);
    await desk.send(second, { ...shop, tab: 8 });
    await desk.outcome('gone', { ...shop, tab: 8 });
    expect(await desk.offers()).toMatchObject([{ username: '' }]);
    await desk.send(second);
    await desk.outcome('gone');
    expect(await desk.offers()).toMatchObject([{ username: 'mira' }, { username: '' }]);
    desk.machine.now += 6 * minute;
    await desk.send({ ...second, currentPassword: 'later' });
    await desk.outcome('gone');
    expect(await desk.names()).not.toContain('mira');
  });

  it.each([
    ['https://shop.example', 'mira'],
    ['https://login.shop.example', 'mira'],
    ['https://other.example', ''],
    ['https://shop.example.evil.example', ''],
    ['http://shop.example', ''],
    ['https://shop.example:8443', ''],
  ])('has the user name of the step before at %s: “%s”', async (origin, username) => {
    const { hostname: host } = new URL(origin);
    const there = { ...shop, origin, host };
    await desk.ask['save.named']({ username: 'mira' }, shop);
    await desk.send({ ...mira, username: '' }, there);
    await desk.outcome('gone', there);
    expect(await desk.names()).toEqual([username]);
  });

  it('is never offered of a host where nobody wants it, until that is taken back', async () => {
    await desk.send();
    await desk.outcome('gone');
    const [offer] = await desk.offers();
    await desk.ask['save.decide']({ offer: offer?.id ?? '', answer: { do: 'never' } }, window);
    await desk.send({ ...mira, username: 'jonas' });
    await desk.outcome('gone');
    expect(await desk.offers()).toEqual([]);
    expect(await desk.ask['save.never']({}, window)).toEqual({ hosts: ['shop.example'] });
    // The form's host, and no other one.
    await desk.send(
      { ...mira, username: 'jonas' },
      { ...shop, host: 'www.shop.example', origin: 'https://www.shop.example' },
    );
    await desk.outcome('gone');
    expect(await desk.offers()).toHaveLength(1);
    await desk.ask['save.allow']({ host: 'shop.example' }, window);
    await desk.send({ ...mira, username: 'ruth' });
    await desk.outcome('gone');
    expect(await desk.names()).toContain('ruth');
  });

  it('is read from the page where a person asks for it, whatever was said of the site', async () => {
    expect(await desk.ask['save.look']({ tab: 7 }, window)).toEqual({ typed: false });
    expect(await desk.ask['save.here']({ tab: 7 }, window)).toEqual({});
    desk.tab.typed = () => desk.ask['save.typed']({ page: desk.page, form: 'form-1', sent: mira }, shop);
    expect(await desk.ask['save.look']({ tab: 7 }, window)).toEqual({ typed: true });
    const { offer } = await desk.ask['save.here']({ tab: 7 }, window);
    expect(offer).toMatchObject({ username: 'mira' });
    await desk.saves.go(8);
    expect(desk.machine.opened).toEqual([]);
  });
});
