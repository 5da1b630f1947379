import { expect, it } from 'vitest';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { codeOf, house, move, stop, titles } from './two-stores.ts';
import type { House } from './two-stores.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/** What signs in at the store of before, as it was enrolled there. */
type Enrolled = Pick<Person, 'secret' | 'codes'>;

/** Signs in at the store of before as one did then, to have deleted what lies there. */
async function clear({ old, person }: House, { ask }: Browser, then: Enrolled) {
  Object.assign(person, then);
  const { ticket, purpose } = await ask('signin.start', { address: old.origin, clears: true });
  expect(purpose).toBe('clear');
  await ask('signin.password', { ticket, email: person.email, password: person.password });
  return ask('signin.second', { ticket, kind: 'totp', code: await person.code(), password: person.password });
}

async function movedHouse(): Promise<House & { readonly then: Enrolled }> {
  const home = await house();
  const then = { secret: home.person.secret, codes: home.person.codes };
  await home.person.renew(home.laptop);
  await move(home, home.laptop);
  await home.laptop.note('written there');
  await home.laptop.settled();
  return { ...home, then };
}

it('comes back to a store, once the account that it left there was deleted by its person', async () => {
  const { then, ...home } = await movedHouse();
  const { laptop, person, old, next } = home;
  const now = { secret: person.secret, codes: person.codes };
  await expect(laptop.ask('account.vacant', { address: old.origin })).rejects.toMatchObject(codeOf('account-exists'));
  expect(await clear(home, laptop, then)).toEqual({ at: 'done' });
  // Nothing else was touched.
  expect(await laptop.status()).toMatchObject({ origin: next.origin, unsent: 0, state: { at: 'idle' } });
  await laptop.ask('account.vacant', { address: old.origin });
  Object.assign(person, now);
  person.store = next;
  await person.renew(laptop);
  await move({ ...home, next: old }, laptop);
  await laptop.settled();
  expect(await laptop.status()).toMatchObject({ origin: old.origin, unsent: 0 });
  const fresh = await person.joinedBrowser('fresh');
  expect(await fresh.titles()).toEqual([...titles, 'written there']);
  stop(laptop, fresh);
});

it('has only deleted what this vault left: not the account of somebody else, nor one in use', async () => {
  const { then, ...home } = await movedHouse();
  const { laptop, person, old, next } = home;
  const phone = await person.joinedBrowser('phone');
  const now = { secret: person.secret, codes: person.codes };
  const other = await Person.arrive('eve@example.org', old);
  const theirs = await other.settledBrowser();
  const isOther = codeOf('other-account');
  await expect(clear({ ...home, person: other }, laptop, other)).rejects.toMatchObject(isOther);
  await theirs.ask('account.sync', {});
  phone.online = false;
  await clear(home, laptop, then);
  Object.assign(person, now);
  person.store = next;
  await person.renew(laptop);
  await move({ ...home, next: old }, laptop);
  await laptop.settled();
  // The phone still thinks that the vault is elsewhere, and the account here what it left.
  phone.online = true;
  expect(await clear(home, phone, person)).toEqual({ at: 'failed', code: 'not-left' });
  await laptop.ask('account.sync', {});
  expect(await laptop.status()).toMatchObject({ origin: old.origin, state: { at: 'idle' } });
  stop(laptop, phone, theirs);
});

it('is not deleted by a browser that came after it', async () => {
  const { then, ...home } = await movedHouse();
  const { laptop, person, old } = home;
  const late = await person.joinedBrowser('late');
  expect(await clear(home, late, then)).toEqual({ at: 'failed', code: 'not-listed-there' });
  await expect(late.ask('account.vacant', { address: old.origin })).rejects.toMatchObject(codeOf('account-exists'));
  expect(await clear(home, laptop, then)).toEqual({ at: 'done' });
  stop(laptop, late);
});
