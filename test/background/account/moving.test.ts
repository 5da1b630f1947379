import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { readDeviceList } from '../../../src/wire/index.ts';
import { patience, runs } from '../../support/runs.ts';
import { live, someDeaths } from '../support/live.ts';
import { Life } from '../support/memory.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { codeOf, follow, house, isToldToMove, move, stop, titles } from './two-stores.ts';
import type { House } from './two-stores.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

let home: House;

describe('an account that moves to another store', () => {
  beforeEach(async () => {
    home = await house();
    await home.person.renew(home.laptop);
  });

  it('takes everything along, and a new browser gets in there', async () => {
    const { person, laptop, next } = home;
    await move(home, laptop);
    await laptop.settled();
    expect(await laptop.status()).toMatchObject({ origin: next.origin, email: person.email, unsent: 0 });
    expect((await laptop.status()) as object).not.toHaveProperty('moved');
    await laptop.note('written after');
    await laptop.settled();
    const fresh = await person.joinedBrowser('fresh');
    expect(await fresh.titles()).toEqual([...titles, 'written after']);
    const { signed } = (await fresh.parts.session.vault()).devices;
    expect(signed.store).toBe(next.origin);
    stop(laptop, fresh);
  });

  it('is followed by another browser with what it had not sent, deleted and edited', async () => {
    const { person, laptop, next } = home;
    const gone = await laptop.note('deleted at the new store');
    await laptop.settled();
    const phone = await person.joinedBrowser('phone');
    const id = await phone.note('written on the phone');
    await phone.settled();
    await laptop.ask('account.sync', {});
    await person.renew(laptop);
    phone.online = false;
    await phone.ask('items.trash', { id });
    await phone.note('never sent to the old store');
    await move(home, laptop);
    await laptop.ask('items.trash', { id: gone });
    await laptop.settled();
    phone.online = true;
    await isToldToMove(phone, next.origin);
    const listed = (await phone.parts.session.vault()).devices.signed.devices.length;
    await follow(home, phone);
    await phone.settled();
    const all = [...titles, 'never sent to the old store'];
    expect(await phone.titles()).toEqual(all);
    await laptop.ask('account.sync', {});
    expect(await laptop.titles()).toEqual(all);
    const vault = await phone.parts.session.vault();
    expect(await vault.records.check()).toEqual({ damaged: [] });
    // The same device as before: nobody joined.
    expect(vault.devices.signed.devices).toHaveLength(listed);
    stop(laptop, phone);
  });

  it('is not written at the old store any more, which tells everybody where it went', async () => {
    const { person, laptop, old, next } = home;
    const phone = await person.joinedBrowser('phone');
    await person.renew(laptop);
    await move(home, laptop);
    await isToldToMove(phone, next.origin);
    await expect(phone.ask('account.sync', {})).rejects.toMatchObject(codeOf('account-moved'));
    await phone.note('kept here');
    const newest = await old.parts.database.read(({ query }) =>
      query.selectFrom('lists').select('list').orderBy('version', 'desc').executeTakeFirstOrThrow(),
    );
    expect(readDeviceList(newest.list).value.store).toBe(next.origin);
    stop(laptop, phone);
  });

  it('needs a fresh sign-in, and without one nothing has changed', async () => {
    const { person, laptop, old } = home;
    const wish = { ...(await person.wish(laptop)), address: home.next.origin, moves: true as const };
    old.clock.forward(6 * 60_000);
    await laptop.ask('unlock.password', { password: person.password });
    await expect(laptop.ask('account.signUp', wish)).rejects.toMatchObject(codeOf('signin-stale'));
    expect(await laptop.status()).toMatchObject({ origin: old.origin, unsent: 0 });
    await laptop.note('still here');
    await laptop.settled();
    stop(laptop);
  });

  it('stays where it was if the new store refuses, and may go on with another address', async () => {
    const { person, laptop, next, old } = home;
    const other = await Person.arrive(person.email, next);
    const theirs = await other.settledBrowser();
    await expect(move(home, laptop)).rejects.toMatchObject(codeOf('email-taken'));
    await isToldToMove(laptop, next.origin, true);
    expect(await laptop.status()).toMatchObject({ origin: old.origin });
    await laptop.note('written in between');
    person.email = 'ada@example.net';
    await move(home, laptop);
    await laptop.settled();
    const fresh = await person.joinedBrowser('fresh');
    expect(await fresh.titles()).toEqual([...titles, 'written in between']);
    stop(laptop, fresh, theirs);
  });

  it.each(['at once', 'after the new store refused', 'with something unsent'])('comes back %s', async (when) => {
    const { person, laptop, next, old } = home;
    const enrolled = { secret: person.secret, codes: person.codes };
    const other = await Person.arrive(person.email, next);
    const theirs = await other.settledBrowser();
    if (when === 'at once') {
      const fetch = person.fetch;
      person.fetch = (url, init) =>
        url.endsWith('/v1/signup') ? Promise.reject(new TypeError('down')) : fetch(url, init);
      await expect(move(home, laptop)).rejects.toThrow();
      person.fetch = fetch;
    }
    await expect(move(home, laptop)).rejects.toMatchObject(codeOf('email-taken'));
    if (when === 'with something unsent') await laptop.note('written in between');
    person.store = old;
    Object.assign(person, enrolled);
    await person.renew(laptop);
    await laptop.ask('account.stay', {});
    await laptop.settled();
    expect(await laptop.status()).toMatchObject({ origin: old.origin, unsent: 0 });
    expect((await laptop.status()) as object).not.toHaveProperty('moved');
    const stays = await laptop.note('stays');
    await laptop.settled();
    const fresh = await person.joinedBrowser('fresh');
    expect((await fresh.parts.session.vault()).records.has(stays)).toBe(true);
    stop(laptop, fresh, theirs);
  });
});

describe('a background that dies while its account moves', () => {
  /** Goes on from wherever it stopped, as its person would. */
  async function goOn(home: House, laptop: Browser): Promise<void> {
    const { person, old, next } = home;
    const status = await laptop.status();
    if (!status.connected) throw new Error('it lost its store');
    if (status.origin === next.origin && !status.moved && status.state.at !== 'stopped') return;
    person.store = status.origin === next.origin ? next : old;
    if (status.state.at === 'connecting' || (status.state.at === 'stopped' && status.state.code === 'signed-out')) {
      // Either the account was made, or it is made now.
      const entered = await person.enterByPassword(laptop).catch(() => undefined);
      if (entered?.state.at === 'done') return;
    } else {
      await person.renew(laptop);
    }
    await move(home, laptop);
  }

  async function reopened({ person }: House, browser: Browser): Promise<void> {
    browser.parts.store.stop();
    Object.assign(browser, person.browser(browser.machine));
    await browser.ask('status', {});
    await browser.ask('lock', {});
    await browser.ask('unlock.password', { password: person.password });
    await browser.parts.store.start();
  }

  async function dying(home: House, life: Life): Promise<void> {
    const { laptop } = home;
    await home.person.renew(laptop);
    await laptop.settled();
    laptop.parts.store.stop();
    const dead = live(laptop, life);
    const work = async (): Promise<void> => {
      await laptop.parts.store.start();
      await move(home, laptop).catch(() => undefined);
    };
    await Promise.race([work(), dead]);
  }

  async function diesAt(life: Life): Promise<void> {
    const home = await house();
    const { person, laptop, next } = home;
    const secrets = { secret: person.secret, codes: person.codes };
    await dying(home, life);
    await reopened(home, laptop);
    const status = await laptop.status();
    // What signs in at the old store is what was enrolled there.
    if (status.connected && status.origin !== next.origin) Object.assign(person, secrets);
    expect(await laptop.titles()).toEqual(titles);
    await goOn(home, laptop);
    await laptop.settled();
    expect(await laptop.status()).toMatchObject({ origin: next.origin, unsent: 0 });
    expect(await laptop.titles()).toEqual(titles);
    expect(await (await laptop.parts.session.vault()).records.check()).toEqual({ damaged: [] });
    person.store = next;
    const fresh = await person.joinedBrowser('fresh');
    expect(await fresh.titles()).toEqual(titles);
    stop(laptop, fresh);
  }

  it(
    'loses nothing, and gets there when its person goes on',
    async () => {
      const home = await house();
      const life = new Life();
      await dying(home, life);
      stop(home.laptop);
      expect(life.steps).toBeGreaterThan(5);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: life.steps }), fc.boolean(), (step, after) =>
          diesAt(new Life(step, after)),
        ),
        someDeaths(life.steps, runs(6)),
      );
    },
    patience(180_000),
  );
});
