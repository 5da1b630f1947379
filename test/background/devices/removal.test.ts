import { beforeEach, describe, expect, it } from 'vitest';
import { Removed } from '../../../src/background/devices/removed.ts';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

let person: Person;
let laptop: Browser;
let phone: Browser;

beforeEach(async () => {
  person = await Person.arrive();
  laptop = await person.settledBrowser();
  phone = await person.joinedBrowser('phone');
  await laptop.note('Alarm code');
  await laptop.settled();
  await phone.ask('account.sync', {});
});

const idOf = async (browser: Browser, name: string): Promise<string> =>
  (await browser.ask('devices.list', {})).find((device) => device.name === name)?.id ?? '';

/** As a window does it that asks for the proofs. */
async function remove(browser: Browser, name: string, lost = false): Promise<void> {
  await person.renew(browser);
  await browser.ask('devices.remove', { id: await idOf(browser, name), lost });
}

const isWiped = (browser: Browser): Promise<void> =>
  soon(async () => {
    const status = await browser.ask('status', {});
    if (status.vault !== 'none') throw new Error(JSON.stringify(status));
  });

/** Everything that a browser has on its disk. */
const onDisk = ({ machine }: Browser): string =>
  JSON.stringify([machine.database.contents(), [...machine.local.values]]);

describe('the devices', () => {
  it('are listed with what is signed of them, and when the store saw them last', async () => {
    const list = await laptop.ask('devices.list', {});
    expect(list).toMatchObject([
      { name: 'first browser', isThis: true, lastSeenAt: expect.any(Number) as number },
      { name: 'phone', isThis: false, lastSeenAt: expect.any(Number) as number },
    ]);
    laptop.online = false;
    expect((await laptop.ask('devices.list', {}))[1]).not.toHaveProperty('lastSeenAt');
  });

  it('are renamed', async () => {
    await laptop.ask('devices.rename', { id: await idOf(laptop, 'phone'), name: 'telephone' });
    await laptop.settled();
    await phone.ask('account.sync', {});
    expect((await phone.ask('devices.list', {})).map(({ name }) => name)).toEqual(['first browser', 'telephone']);
  });
});

describe('a browser that is removed', () => {
  it('locks at once and wipes itself, and nothing of the vault is left in it', async () => {
    expect(onDisk(phone).length).toBeGreaterThan(1_000);
    await remove(laptop, 'phone');
    await isWiped(phone);
    expect(await phone.ask('status', {})).toMatchObject({ lock: 'locked' });
    expect(phone.machine.database.header).toBeUndefined();
    expect(await phone.machine.shelf.read()).toBeUndefined();
    expect(await laptop.titles()).toEqual(['Alarm code']);
    await laptop.note('after it');
    await laptop.settled();
  });

  it('does so also when it was off meanwhile, or locked', async () => {
    phone.online = false;
    await phone.ask('lock', {});
    await remove(laptop, 'phone');
    phone.online = true;
    await expect(phone.ask('unlock.password', { password: 'wrong, so that the store is asked' })).rejects.toThrow();
    await isWiped(phone);
  });

  it('keeps what it never sent, sealed, for three days', async () => {
    phone.online = false;
    await phone.note('never sent');
    await remove(laptop, 'phone');
    phone.online = true;
    await phone.parts.store.start();
    phone.parts.store.nudge();
    await soon(async () => {
      if ((await phone.ask('status', {})).lockedBy !== 'device-removed') throw new Error('not yet');
    });
    expect(phone.machine.database.header?.device).toHaveLength(0);
    expect(phone.machine.database.records.size).toBeGreaterThan(0);
    expect(await phone.machine.shelf.read()).toBeUndefined();
    const removed = new Removed(phone.parts, () => Promise.resolve());
    expect(await phone.ask('status', {})).toMatchObject({ withheldUntil: expect.any(Number) as number });
    person.store.clock.forward(71 * 3_600_000);
    await removed.woken();
    expect(phone.machine.database.records.size).toBeGreaterThan(0);
    person.store.clock.forward(3_600_000);
    await removed.woken();
    await isWiped(phone);
  });

  describe('that keeps what it never sent', () => {
    beforeEach(async () => {
      const { rows } = await phone.ask('items.search', { query: '', in: 'all', offset: 0, limit: 1 });
      const { id, revision, item } = await phone.ask('items.read', { id: rows[0]?.id ?? '' });
      phone.online = false;
      await phone.note('never sent');
      await phone.ask('items.save', { id, revision, base: item, item: { ...item, title: 'Alarm code, changed' } });
      await remove(laptop, 'phone');
      phone.online = true;
      await phone.parts.store.start();
      phone.parts.store.nudge();
      await soon(async () => {
        if ((await phone.ask('status', {})).withheldUntil === undefined) throw new Error('not yet');
      });
    });

    it('opens that by a way in of before, and no vault', async () => {
      await expect(phone.ask('devices.unsent', {})).rejects.toMatchObject({ code: 'no-ticket' });
      await expect(phone.ask('unlock.password', { password: 'not it' })).rejects.toMatchObject({
        code: 'wrong-password',
      });
      await expect(phone.ask('devices.unsent.export', { password: 'of the file' })).rejects.toMatchObject({
        code: 'no-ticket',
      });
      await phone.ask('unlock.password', { password: person.password });
      expect(await phone.ask('status', {})).toMatchObject({ lock: 'locked' });
      await expect(phone.titles()).rejects.toMatchObject({ code: 'locked' });
      expect(await phone.ask('devices.unsent', {})).toEqual({ items: 2 });
      person.store.clock.forward(6 * 60_000);
      await expect(phone.ask('devices.unsent', {})).rejects.toMatchObject({ code: 'no-ticket' });
    });

    it('saves it as a sealed file, which another browser takes in beside what it has', async () => {
      await phone.ask('unlock.password', { password: person.password });
      const made = await phone.ask('devices.unsent.export', { password: 'of the file' });
      expect(made.next).toBeUndefined();
      await laptop.ask('transfer.bring', { from: 0, piece: made.piece });
      expect(await laptop.ask('transfer.import', { password: 'of the file' })).toEqual({ added: 2, kept: 0 });
      expect(await laptop.titles()).toEqual(['Alarm code', 'Alarm code, changed', 'never sent']);
    });

    it('goes at once where nobody needs it', async () => {
      await phone.ask('devices.unsent.erase', {});
      await isWiped(phone);
      expect(phone.machine.database.header).toBeUndefined();
      // Where nobody was removed, nothing is erased.
      await laptop.ask('devices.unsent.erase', {});
      expect(await laptop.titles()).toEqual(['Alarm code']);
    });
  });

  it('is not wiped by a store’s word alone: it locks, and what lies there stays', async () => {
    const honest = person.fetch;
    person.fetch = async (url, init) => {
      const isIts = init.headers !== undefined && url.includes('/v1/') && !url.endsWith('/v1/store');
      if (!isIts || url.endsWith('/v1/devices')) return honest(url, init);
      return new Response(JSON.stringify({ code: 'device-removed' }), {
        status: 401,
        headers: (await honest(`${person.address}/v1/store`, { method: 'GET' })).headers,
      });
    };
    await phone.ask('account.sync', {}).catch(() => undefined);
    await soon(async () => {
      if ((await phone.ask('status', {})).lock !== 'locked') throw new Error('not yet');
    });
    person.fetch = honest;
    expect(await phone.ask('status', {})).toMatchObject({ vault: 'present', lockedBy: 'signed-out' });
    expect(phone.machine.database.records.size).toBeGreaterThan(0);
  });
});

describe('the others', () => {
  it('are asked for a current way in, and keep what they have not sent', async () => {
    const desk = await person.joinedBrowser('desk');
    desk.online = false;
    await desk.note('not sent yet');
    await remove(laptop, 'phone');
    desk.online = true;
    desk.parts.store.nudge();
    await desk.parts.store.start();
    await soon(async () => {
      if ((await desk.ask('status', {})).lock !== 'locked') throw new Error('not yet');
    });
    expect(await desk.ask('status', {})).toMatchObject({ vault: 'present', lockedBy: 'rotated-away' });
    await desk.ask('unlock.password', { password: person.password });
    await desk.settled();
    await laptop.ask('account.sync', {});
    expect(await laptop.titles()).toEqual(['Alarm code', 'not sent yet']);
  });
});

describe('a device that is lost', () => {
  it('stays as a task until every way in is another, or was not with it', async () => {
    await person.addPhrase(laptop);
    await remove(laptop, 'phone', true);
    const [task] = await laptop.ask('devices.lost', {});
    expect(task).toMatchObject({ name: 'phone', total: 2 });
    expect(task?.left.map(({ kind }) => kind).toSorted()).toEqual(['password', 'phrase']);
    const phrase = task?.left.find(({ kind }) => kind === 'phrase')?.id ?? '';
    await laptop.ask('devices.lost.leave', { device: task?.device ?? '', way: phrase });
    expect((await laptop.ask('devices.lost', {}))[0]?.left).toHaveLength(1);
    await laptop.ask('ways.changePassword', { password: 'another horse battery staple' });
    expect(await laptop.ask('devices.lost', {})).toEqual([]);
  });
});

it('new keys for everything are followed by the other browsers without a word', async () => {
  await person.renew(laptop);
  await laptop.ask('devices.renewKeys', {});
  await phone.note('goes on');
  await phone.settled();
  expect(await phone.ask('status', {})).toMatchObject({ lock: 'unlocked' });
  await laptop.ask('account.sync', {});
  expect(await laptop.titles()).toEqual(['Alarm code', 'goes on']);
});

it('what was done to devices and keys is in the activity, under the names of then', async () => {
  await laptop.ask('devices.rename', { id: await idOf(laptop, 'phone'), name: 'telephone' });
  await remove(laptop, 'telephone');
  await person.renew(laptop);
  await laptop.ask('devices.renewKeys', {});
  expect((await laptop.ask('activity.own', {})).slice(0, 3)).toMatchObject([
    { what: 'keys-renewed', by: 'first browser' },
    { what: 'device-removed', about: 'telephone' },
    { what: 'device-renamed', about: 'telephone' },
  ]);
});

it('a removal needs a fresh proof here, and a fresh sign-in at the store', async () => {
  const id = await idOf(laptop, 'phone');
  person.store.clock.forward(6 * 60_000);
  await expect(laptop.ask('devices.remove', { id, lost: false })).rejects.toMatchObject({ code: 'fresh-proof-needed' });
  await laptop.ask('unlock.password', { password: person.password });
  await expect(laptop.ask('devices.remove', { id, lost: false })).rejects.toMatchObject({ code: 'signin-stale' });
  expect(await laptop.ask('devices.list', {})).toHaveLength(2);
  await remove(laptop, 'phone');
  expect(await laptop.ask('devices.list', {})).toHaveLength(1);
});

describe('news of the devices', () => {
  it('are told in every other browser until somebody there has read them', async () => {
    const nothing = { added: [], removed: 0 };
    expect(await laptop.ask('devices.news', {})).toEqual(nothing);
    expect(await phone.ask('devices.news', {})).toEqual(nothing);
    const desk = await person.joinedBrowser('desk');
    await laptop.ask('account.sync', {});
    await phone.ask('account.sync', {});
    expect(await desk.ask('devices.news', {})).toEqual(nothing);
    expect(await laptop.ask('devices.news', {})).toEqual({ added: ['desk'], removed: 0 });
    await laptop.ask('devices.news.read', {});
    expect(await laptop.ask('devices.news', {})).toEqual(nothing);
    // One person, another browser.
    expect(await phone.ask('devices.news', {})).toEqual({ added: ['desk'], removed: 0 });
    await remove(laptop, 'desk');
    // Whoever did it knows.
    expect(await laptop.ask('devices.news', {})).toEqual(nothing);
  });

  it('are of those who went, too', async () => {
    const desk = await person.joinedBrowser('desk');
    await desk.ask('devices.news', {});
    await remove(laptop, 'phone');
    await soon(async () => {
      if ((await desk.ask('status', {})).lock !== 'locked') throw new Error('not yet');
    });
    await desk.ask('unlock.password', { password: person.password });
    await desk.settled();
    expect(await desk.ask('devices.news', {})).toEqual({ added: [], removed: 1 });
  });
});
