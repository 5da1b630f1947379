import { beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { codeOf, follow, house, move, stop, titles } from './two-stores.ts';
import type { House } from './two-stores.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

const unsent = 'never sent to the old store';

/** From now on the store of before answers nobody. */
function goesAway({ person, old }: House): void {
  const { fetch } = person;
  person.fetch = (url, init) => (url.startsWith(old.origin) ? Promise.reject(new TypeError('gone')) : fetch(url, init));
}

async function isAsBefore({ old }: House, phone: Browser): Promise<void> {
  expect(await phone.status()).toMatchObject({ origin: old.origin, unsent: 1, state: { at: 'waiting' } });
  expect((await phone.status()) as object).not.toHaveProperty('moved');
  expect(await phone.titles()).toEqual([...titles, unsent]);
}

let home: House;
let phone: Browser;

/** The laptop has moved, the store of before is gone, and the phone, which has something unsent, heard of nothing. */
describe('a browser that never heard that its account moved', () => {
  beforeEach(async () => {
    home = await house();
    const { person, laptop } = home;
    phone = await person.joinedBrowser('phone');
    phone.online = false;
    await phone.note(unsent);
    await person.renew(laptop);
    await move(home, laptop);
    await laptop.settled();
    goesAway(home);
    phone.online = true;
    await soon(async () => expect(await phone.status()).toMatchObject({ state: { at: 'waiting' } }));
  });

  it('waits, is told the new address by its person, and goes on there with what it had not sent', async () => {
    const { laptop, next } = home;
    await isAsBefore(home, phone);
    const gone = await laptop.note('written and deleted there');
    await laptop.note('written there');
    await laptop.ask('items.trash', { id: gone });
    await laptop.settled();
    await follow(home, phone);
    await phone.settled();
    const all = [...titles, unsent, 'written there'].toSorted();
    expect(await phone.titles()).toEqual(all);
    expect(await phone.status()).toMatchObject({ origin: next.origin });
    const vault = await phone.parts.session.vault();
    expect(await vault.records.check()).toEqual({ damaged: [] });
    // The same device as before: nobody joined.
    expect(vault.devices.signed.devices).toHaveLength(2);
    await laptop.ask('account.sync', {});
    expect(await laptop.titles()).toEqual(all);
    stop(laptop, phone);
  });

  it('locks where the keys were replaced there, and loses nothing by the way in of now', async () => {
    const { laptop, person, next } = home;
    const now = 'another horse, other batteries';
    await laptop.ask('ways.changePassword', { password: now });
    await laptop.settled();
    person.password = now;
    await follow(home, phone);
    await soon(async () => expect(await phone.ask('status', {})).toMatchObject({ lock: 'locked' }));
    const { state } = await person.enterByPassword(phone);
    expect(state).toEqual({ at: 'done' });
    await phone.settled();
    expect(await phone.status()).toMatchObject({ origin: next.origin, unsent: 0 });
    expect(await phone.titles()).toEqual([...titles, unsent]);
    stop(laptop, phone);
  });

  it('stays where it was after a sign-in at an account of somebody else', async () => {
    const { laptop, next } = home;
    const other = await Person.arrive('eve@example.org', next);
    const theirs = await other.settledBrowser();
    await expect(other.enterByPassword(phone)).rejects.toMatchObject(codeOf('other-account'));
    await isAsBefore(home, phone);
    stop(laptop, phone, theirs);
  });

  it.each(['without the version that says so', 'with other versions'])(
    'stays where it was if the store there has its account %s',
    async (how) => {
      const { laptop, next, person } = home;
      await next.parts.database.write(async ({ query }) => {
        const rows = await query.selectFrom('lists').select(['version', 'list']).orderBy('version').execute();
        const last = rows.at(-1);
        if (!last) throw new Error('no list');
        if (how === 'with other versions') {
          const list = Uint8Array.from(last.list);
          list[list.length - 1] = (list.at(-1) ?? 0) ^ 1;
          await query.updateTable('lists').set({ list }).where('version', '=', last.version).execute();
        } else await query.deleteFrom('lists').where('version', '=', last.version).execute();
      });
      person.store = next;
      const { state } = await person.enterByPassword(phone);
      expect(state).toEqual({ at: 'failed', code: 'not-moved-here' });
      await isAsBefore(home, phone);
      stop(laptop, phone);
    },
  );
});

it('goes on there though the old store never heard that it joined', async () => {
  const home = await house();
  const { person, laptop } = home;
  const tablet = person.browser();
  const { fetch } = tablet.machine;
  tablet.machine.fetch = (url, init) =>
    url.endsWith('/v1/commits') ? Promise.reject(new TypeError('down')) : fetch(url, init);
  const { ticket } = await person.enterByPassword(tablet);
  await tablet.ask('signin.accept', { ticket, deviceName: 'tablet' });
  await tablet.note(unsent);
  await person.renew(laptop);
  await move(home, laptop);
  await laptop.settled();
  goesAway(home);
  tablet.machine.fetch = fetch;
  await follow(home, tablet);
  await tablet.settled();
  await laptop.ask('account.sync', {});
  expect(await laptop.titles()).toEqual([...titles, unsent]);
  expect((await laptop.parts.session.vault()).devices.signed.devices).toHaveLength(2);
  stop(laptop, tablet);
});
