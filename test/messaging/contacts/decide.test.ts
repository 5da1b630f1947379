import { describe, expect, it } from 'vitest';
import { randomBytes } from '../../../src/crypto/index.ts';
import {
  asBlocked,
  asCompared,
  asDiffering,
  asUnblocked,
  CardError,
  comparedList,
  ComparisonError,
  contactName,
  followContact,
  goOn,
  isOfContact,
  listOf,
  nameOf,
  renamed,
  stateOf,
  takeCard,
} from '../../../src/messaging/contacts/index.ts';
import type { Contact } from '../../../src/wire/index.ts';
import { readCard } from '../../../src/wire/index.ts';
import { mergeBodies } from '../../../src/records/index.ts';
import { contactBody, readContact } from '../../../src/wire/index.ts';
import { DAY, Person } from './person.ts';

/** Closed, because the store serves a list beside the one that was compared. */
async function forked(): Promise<{ alice: Person; x: Person; contact: Contact }> {
  const alice = await Person.at();
  const x = alice.copy();
  await alice.add();
  const met = await alice.met(1);
  const compared = await asCompared(met, await listOf(met), 2);
  await x.add();
  return { alice, x, contact: await followContact(compared, x.served(met.followed.version), 3) };
}

describe('what a person decides', () => {
  it('compared: over the list that was shown, and no other', async () => {
    const alice = await Person.at();
    const contact = await alice.met(1);
    const shown = await comparedList(contact);
    expect(stateOf(await asCompared(contact, shown, 5))).toBe('compared');
    await alice.add();
    const next = await followContact(contact, alice.served(contact.followed.version), 6);
    await expect(asCompared(next, shown, 7)).rejects.toThrow(ComparisonError);
  });

  it('the numbers differ: closed, and compared no more', async () => {
    const alice = await Person.at();
    const met = await alice.met(1);
    const contact = asDiffering(await asCompared(met, await listOf(met), 2), 9);
    expect(stateOf(contact)).toBe('closed');
    expect(contact.closed).toEqual({ by: 'differed', since: 9 });
    expect(stateOf(await goOn(contact, 10))).toBe('not-compared');
  });

  it('a closed contact goes on with what is served now, not compared', async () => {
    const { x, contact } = await forked();
    const open = await goOn(contact, 4);
    expect(stateOf(open)).toBe('not-compared');
    expect(open.followed.hash).toEqual(x.held.checked.hash);
    expect(open.account).toBe(contact.account);
    expect(open.followed.known.every(({ since }) => since === 4)).toBe(true);
    expect(await followContact(open, x.served(open.followed.version), 5)).toBe(open);
  });

  it('a closed contact is compared over what is served now, and goes on with it', async () => {
    const { x, contact } = await forked();
    await expect(asCompared(contact, await listOf(contact), 4)).rejects.toThrow(ComparisonError);
    const open = await asCompared(contact, await comparedList(contact), 4);
    expect(stateOf(open)).toBe('compared');
    expect(open.followed.hash).toEqual(x.held.checked.hash);
  });

  it('blocked, and not any more; another name, and their own again', async () => {
    const { contact } = await forked();
    expect(stateOf(asBlocked(contact, 9))).toBe('blocked');
    expect(stateOf(asUnblocked(asBlocked(contact, 9), 10))).toBe('closed');
    expect(nameOf(renamed(contact, 'Ali', 9))).toBe('Ali');
    expect(nameOf(renamed(renamed(contact, 'Ali', 9), undefined, 10))).toBe('Alice');
  });
});

describe('a card of a contact', () => {
  it('brings a newer name and a delivery token; older ones and the same are nothing', async () => {
    const alice = await Person.at();
    const old = await alice.card({ name: 'Old' });
    const contact = await alice.met(1);
    const token = randomBytes(16);
    const card = await alice.card({ name: 'Alice B.' });
    const next = await takeCard(contact, { card, token }, 5);
    expect(next).toMatchObject({ card: { name: 'Alice B.' }, token: { kind: 'delivery', value: token } });
    expect(await takeCard(next as Contact, { card, token }, 6)).toBeUndefined();
    expect(await takeCard(contact, { card: old }, 5)).toBeUndefined();
    // An old card may come with a new token: names don't go back by it.
    expect(await takeCard(contact, { card: old, token }, 5)).toMatchObject({
      card: { name: 'Alice' },
      token: { kind: 'delivery' },
    });
  });

  it('waits for a list that is newer than the held one, and is taken after the fetch', async () => {
    const alice = await Person.at();
    const contact = await alice.met(1);
    await alice.add();
    const card = await alice.card({ name: 'Later' });
    expect(await takeCard(contact, { card }, 5)).toBe('behind');
    const followed = await followContact(contact, alice.served(contact.followed.version), 6);
    expect(await takeCard(followed, { card }, 7)).toMatchObject({ card: { name: 'Later' } });
  });

  it('of an identity that was succeeded is nothing: whoever was removed knows it', async () => {
    const alice = await Person.at();
    const lost = await alice.add();
    const x = alice.copy();
    const met = await alice.met(1);
    await alice.remove(lost.device);
    const contact = await followContact(met, alice.served(met.followed.version), 2);
    x.serial = 99;
    expect(await takeCard(contact, { card: await x.card({ name: 'X' }), token: randomBytes(16) }, 3)).toBeUndefined();
  });

  it('of another list of the same version, of another account, or of another store is nothing', async () => {
    const [alice, bob] = [await Person.at(), await Person.at()];
    const x = alice.copy();
    await alice.add();
    await x.add();
    const contact = await alice.met(1);
    expect(await takeCard(contact, { card: await x.card({ serial: 99 }) }, 2)).toBeUndefined();
    expect(await takeCard(contact, { card: await bob.card() }, 2)).toBeUndefined();
    const elsewhere = await Person.at('https://other.example', alice.account);
    const card = await elsewhere.card();
    expect(await takeCard(contact, { card }, 2)).toBeUndefined();
    expect(isOfContact(contact, readCard(card).value)).toBe(false);
    expect(contactName(alice.account, 'https://other.example')).not.toBe(contactName(alice.account, contact.origin));
  });

  it('that was changed is refused', async () => {
    const alice = await Person.at();
    const contact = await alice.met(1);
    const card = await alice.card();
    card.set([1], 8);
    await expect(takeCard(contact, { card }, 2)).rejects.toThrow(CardError);
  });
});

describe('two browsers that change a contact at once', () => {
  it('keep both changes, and what is read afterwards is a contact', async () => {
    const alice = await Person.at();
    const base = await alice.met(1);
    await alice.add();
    const followed = await followContact(base, alice.served(base.followed.version), 5);
    const named = renamed(base, 'Ali', 6);
    const merged = readContact(mergeBodies(contactBody(base), contactBody(followed), contactBody(named)));
    expect(merged).toMatchObject({ givenName: 'Ali', followed: { version: followed.followed.version } });
  });

  it('never end up compared with an identity that nobody vouched for', async () => {
    const alice = await Person.at();
    const lost = await alice.add();
    const base = await alice.met(1);
    await alice.remove(lost.device);
    const followed = await followContact(base, alice.served(base.followed.version), 2);
    const late = await asCompared(base, await listOf(base), 3 * DAY);
    for (const [ours, theirs] of [
      [followed, late],
      [late, followed],
    ] as const) {
      const merged = readContact(mergeBodies(contactBody(base), contactBody(ours), contactBody(theirs)));
      expect(merged.followed.identity).toEqual(alice.held.checked.identity);
      expect(stateOf(merged)).toBe('not-compared');
    }
  });

  it('keep it closed where one of them saw a fork and the other one only renamed it', async () => {
    const { contact } = await forked();
    const { closed: _, ...before } = contact;
    const named = renamed(before, 'Ali', 99);
    const merged = readContact(mergeBodies(contactBody(before), contactBody(contact), contactBody(named)));
    expect(stateOf(merged)).toBe('closed');
  });
});
