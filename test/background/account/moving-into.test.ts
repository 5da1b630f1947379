import { afterEach, beforeEach, expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { codeOf, house, move, stop, titles } from './two-stores.ts';
import type { House } from './two-stores.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/** The vault of before, at the old store, and another one of the same person at the next. */
let home: House;
let other: Person;
let there: Browser;

const all = [...titles, 'There already'].toSorted();

beforeEach(async () => {
  home = await house();
  other = await Person.arrive('ada@work.example', home.next);
  there = await other.settledBrowser();
  await there.note('There already');
  await there.settled();
});
afterEach(() => stop(home.laptop, there));

/** As far as what is shown of the vault there. */
async function enter({ ask }: Browser, into: Person, leaves: { leaves?: true } = { leaves: true }) {
  const { ticket, purpose } = await ask('signin.start', { address: into.address, ...leaves });
  await ask('signin.password', { ticket, email: into.email, password: into.password });
  const code = await into.code();
  const state = await ask('signin.second', { ticket, kind: 'totp', code, password: into.password });
  return { ticket, purpose, state };
}

it('goes into another vault at another store with everything, and leaves its own store', async () => {
  const { laptop, person, old, next } = home;
  const phone = await person.joinedBrowser('phone');
  const { ticket, purpose, state } = await enter(laptop, other);
  expect(purpose).toBe('merge');
  expect(state).toMatchObject({ at: 'preview', adds: titles.length });
  // Nothing has changed before the yes.
  expect(await laptop.status()).toMatchObject({ origin: old.origin, state: { at: 'idle' } });
  expect(await laptop.titles()).toEqual(titles);
  await laptop.ask('signin.accept', { ticket, deviceName: 'laptop' });
  await laptop.settled();
  expect(await laptop.status()).toMatchObject({ origin: next.origin, unsent: 0 });
  expect(await laptop.titles()).toEqual(all);
  await soon(async () => expect(await there.titles()).toEqual(all));
  // The account of before stays, and its other browser hears that this one left.
  await phone.ask('account.sync', {});
  expect(await phone.titles()).toEqual(titles);
  const devices = await phone.ask('devices.list', {});
  expect(devices.filter(({ hasLeft }) => hasLeft)).toHaveLength(1);
  stop(phone);
});

it('turned back before the yes, is where it was', async () => {
  const { laptop, old } = home;
  const { ticket } = await enter(laptop, other);
  await laptop.ask('signin.cancel', { ticket });
  await laptop.note('later');
  await laptop.settled();
  expect(await laptop.status()).toMatchObject({ origin: old.origin });
  expect(await laptop.titles()).toEqual([...titles, 'later'].toSorted());
  await soon(async () => expect(await there.titles()).toEqual(['There already']));
});

it('stopped on the way, is a local vault with everything, and goes in once more', async () => {
  const { laptop, person, next } = home;
  const { ticket } = await enter(laptop, other);
  const honest = person.fetch;
  person.fetch = (url, init) =>
    url.startsWith(next.origin) ? Promise.reject(new TypeError('no network')) : honest(url, init);
  await expect(laptop.ask('signin.accept', { ticket, deviceName: 'laptop' })).rejects.toMatchObject(
    codeOf('unreachable'),
  );
  expect(await laptop.status()).toEqual({ connected: false });
  expect(await laptop.titles()).toEqual(titles);
  person.fetch = honest;
  const again = await enter(laptop, other, {});
  expect(again.purpose).toBe('merge');
  await laptop.ask('signin.accept', { ticket: again.ticket, deviceName: 'laptop' });
  await laptop.settled();
  expect(await laptop.titles()).toEqual(all);
});

it('asks first who it is: in the account of somebody else all of it could be read', async () => {
  const { laptop, old, next } = home;
  old.clock.forward(6 * 60_000);
  const start = laptop.ask('signin.start', { address: next.origin, leaves: true });
  await expect(start).rejects.toMatchObject(codeOf('fresh-proof-needed'));
});

it('asks the same of a vault without a store, also where another browser lets it in', async () => {
  const { next } = home;
  const lone = other.browser();
  await lone.ask('vault.create', { password: other.password, deviceName: 'lone' });
  next.clock.forward(6 * 60_000);
  for (const entering of ['signin.start', 'link.show'] as const) {
    const before = await lone.ask(entering, { address: next.origin }).catch((error: unknown) => error);
    expect(before).toMatchObject(codeOf('fresh-proof-needed'));
  }
  // Control: right after an unlock both begin.
  await lone.ask('unlock.password', { password: other.password });
  expect(await lone.ask('signin.start', { address: next.origin })).toMatchObject({ purpose: 'merge' });
  expect(await lone.ask('link.show', { address: next.origin })).toHaveProperty('code');
  stop(lone);
});

it('goes neither into its own store’s account nor into a copy of itself', async () => {
  const { laptop, person, old } = home;
  const own = laptop.ask('signin.start', { address: old.origin, leaves: true });
  await expect(own).rejects.toMatchObject(codeOf('vault-connected'));
  const then = { secret: person.secret, codes: person.codes };
  await person.renew(laptop);
  await move(home, laptop);
  await laptop.settled();
  person.store = old;
  const now = { secret: person.secret, codes: person.codes };
  Object.assign(person, then);
  await expect(enter(laptop, person)).rejects.toMatchObject(codeOf('same-vault'));
  Object.assign(person, now);
  await laptop.note('still written');
  await laptop.settled();
});
