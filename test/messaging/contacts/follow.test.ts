import { describe, expect, it } from 'vitest';
import { MalformedError } from '../../../src/encoding/index.ts';
import {
  followContact,
  isHeldBack,
  isIdentityOf,
  judgeHint,
  meetContact,
  nameOfList,
  stateOf,
  asCompared,
  listOf,
  CardError,
} from '../../../src/messaging/contacts/index.ts';
import type { Contact } from '../../../src/wire/index.ts';
import { contactBody, readContact } from '../../../src/wire/index.ts';
import { DAY, Person, STORE } from './person.ts';

async function compared(contact: Contact, now: number): Promise<Contact> {
  return asCompared(contact, await listOf(contact), now);
}

describe('a contact at first use', () => {
  it('is followed to the newest list, with the identity of that one, and is not compared', async () => {
    const alice = await Person.at();
    const lost = await alice.add();
    const card = await alice.card();
    const { version } = alice.held.checked;
    await alice.remove(lost.device);
    const contact = await meetContact(card, alice.served(version), 100);
    expect(contact).toMatchObject({ account: alice.account, origin: STORE, token: { kind: 'invitation' } });
    expect(contact.followed.identity).toEqual(alice.held.checked.identity);
    expect(stateOf(contact)).toBe('not-compared');
  });

  it('is refused where the card is not in the chain that the store serves', async () => {
    const [alice, mallory] = [await Person.at(), await Person.at()];
    const { version } = alice.held.checked;
    const card = await alice.card();
    await expect(meetContact(card, alice.served(version), 1)).resolves.toBeDefined();
    await expect(meetContact(card, [], 1)).rejects.toThrow(CardError);
    await expect(meetContact(card, mallory.served(version), 1)).rejects.toThrow(CardError);
    await expect(meetContact(card, alice.served(version - 1), 1)).rejects.toThrow(CardError);
    await alice.add();
    await expect(meetContact(card, [...alice.served(version), alice.held.encoded], 1)).rejects.toThrow(CardError);
    await expect(meetContact(card, alice.served(version + 1), 1)).rejects.toThrow(CardError);
  });

  it.each([
    [
      'a substituted identity',
      async (alice: Person, mallory: Person) =>
        mallory.card({ account: alice.account, list: alice.held.checked.hash, version: alice.held.checked.version }),
    ],
    ['another store than its list', (alice: Person) => alice.card({ store: 'https://evil.example' })],
    ['another version than its list', (alice: Person) => alice.card({ version: 1 })],
    [
      'a signature of somebody else',
      (alice: Person, mallory: Person) =>
        mallory.card({ ...alice.held.checked, list: alice.held.checked.hash, store: STORE }),
    ],
  ])('is refused where the card has %s', async (_, forge) => {
    const [alice, mallory] = [await Person.at(), await Person.at()];
    const forged = await forge(alice, mallory);
    await expect(meetContact(forged, alice.served(alice.held.checked.version), 1)).rejects.toThrow(CardError);
  });
});

describe('a contact that is followed', () => {
  it('stays the same value while nothing is new', async () => {
    const alice = await Person.at();
    const contact = await alice.met(1);
    expect(await followContact(contact, alice.served(contact.followed.version), 2)).toBe(contact);
  });

  it('follows added and renewed devices silently, and stays compared', async () => {
    const alice = await Person.at();
    const contact = await compared(await alice.met(1), 2);
    await alice.add();
    await alice.renew();
    const next = await followContact(contact, alice.served(contact.followed.version), 3);
    expect(stateOf(next)).toBe('compared');
    expect(next.followed.version).toBe(contact.followed.version + 2);
    expect(next.followed.changes).toEqual([{ at: 3, gone: 0, come: 1, allNew: false }]);
  });

  it('stays compared over a succession while a device that has stood for seven days is there', async () => {
    const alice = await Person.at();
    const lost = await alice.add();
    const contact = await compared(await alice.met(1), 2);
    await alice.remove(lost.device);
    const next = await followContact(contact, alice.served(contact.followed.version), 1 + 7 * DAY);
    expect(next.followed.identity).not.toEqual(contact.followed.identity);
    expect(stateOf(next)).toBe('compared');
    expect(next.followed.changes).toEqual([{ at: 1 + 7 * DAY, gone: 1, come: 0, allNew: false }]);
  });

  it('falls to not compared over a succession a millisecond earlier, and where only new devices are left', async () => {
    const alice = await Person.at();
    const lost = await alice.add();
    const contact = await compared(await alice.met(1), 2);
    await alice.remove(lost.device);
    const served = alice.served(contact.followed.version);
    const early = await followContact(contact, served, 7 * DAY);
    expect(stateOf(early)).toBe('not-compared');
    expect(early.followed.changes).toMatchObject([{ allNew: true }]);

    const bob = await Person.at();
    const met = await compared(await bob.met(1), 2);
    const [old] = bob.held.checked.devices;
    await bob.add();
    await bob.remove(old?.device ?? '');
    const late = await followContact(met, bob.served(met.followed.version), 30 * DAY);
    expect(stateOf(late)).toBe('not-compared');
    expect(late.followed.changes).toEqual([{ at: 30 * DAY, gone: 1, come: 1, allNew: true }]);
  });

  it('counts a device from when it was held here, not from when it says that it was made', async () => {
    const alice = await Person.at();
    const contact = await compared(await alice.met(1), 2);
    const [old] = alice.held.checked.devices;
    await alice.add(3);
    const seen = await followContact(contact, alice.served(contact.followed.version), 20 * DAY);
    await alice.remove(old?.device ?? '');
    const served = alice.served(seen.followed.version);
    expect(stateOf(await followContact(seen, served, 27 * DAY - 1))).toBe('not-compared');
    expect(stateOf(await followContact(seen, served, 27 * DAY))).toBe('compared');
  });

  it('goes to another store by its chain, and a card of either is of this contact', async () => {
    const alice = await Person.at();
    const contact = await alice.met(1);
    await alice.move('https://new.example');
    const next = await followContact(contact, alice.served(contact.followed.version), 2);
    expect(next).toMatchObject({ origin: STORE, followed: { store: 'https://new.example' } });
    expect(next.followed.stores).toEqual([STORE, 'https://new.example']);
  });
});

describe('a store that lies of a contact', () => {
  it('closes it by a list beside the held one: a fork', async () => {
    const alice = await Person.at();
    const x = alice.copy();
    await alice.add();
    const contact = await compared(await alice.met(1), 2);
    await x.add();
    const { version } = contact.followed;
    const forked = await followContact(contact, x.served(version), 5);
    expect(stateOf(forked)).toBe('closed');
    expect(forked.closed).toMatchObject({ by: 'fork', since: 5 });
    expect(forked.followed).toEqual(contact.followed);
    // The same lie again is nothing new; an honest answer later leaves it to the person.
    expect(await followContact(forked, x.served(version), 6)).toBe(forked);
    expect(stateOf(await followContact(forked, alice.served(version), 7))).toBe('closed');
  });

  it('closes it by what an ex-device made beside its removal', async () => {
    const alice = await Person.at();
    const lost = await alice.add();
    const x = alice.copy();
    await alice.remove(lost.device);
    const contact = await alice.met(1);
    await x.remove(alice.held.checked.devices[0]?.device ?? '');
    await x.add();
    const served = [alice.held.encoded, x.held.encoded];
    expect((await followContact(contact, served, 5)).closed).toMatchObject({ by: 'identity' });
  });

  it('closes it by an identity that nobody vouched for', async () => {
    const [alice, mallory] = [await Person.at(), await Person.at()];
    const contact = await alice.met(1);
    await mallory.add();
    const { version } = contact.followed;
    expect((await followContact(contact, mallory.served(version), 5)).closed).toMatchObject({ by: 'identity' });
    const behind = [alice.held.encoded, mallory.held.encoded];
    expect((await followContact(contact, behind, 5)).closed).toMatchObject({ by: 'identity' });
  });

  it('changes nothing by an older list; after seven days that is said, until it serves the held one again', async () => {
    const alice = await Person.at();
    const old = alice.served(1);
    await alice.add();
    const contact = await compared(await alice.met(1), 2);
    const held = await followContact(contact, old, 10);
    expect(held.followed).toEqual({ ...contact.followed, olderSince: 10 });
    expect(stateOf(held)).toBe('compared');
    expect(await followContact(held, [], 20)).toBe(held);
    expect(isHeldBack(held, 10 + 7 * DAY - 1)).toBe(false);
    expect(isHeldBack(held, 10 + 7 * DAY)).toBe(true);
    const again = await followContact(held, alice.served(held.followed.version), 8 * DAY);
    expect(isHeldBack(again, 30 * DAY)).toBe(false);
    expect(again.followed).toEqual(contact.followed);
  });

  it('changes nothing by what is no list, or begins elsewhere', async () => {
    const alice = await Person.at();
    const contact = await alice.met(1);
    await expect(followContact(contact, [new Uint8Array(9)], 2)).rejects.toThrow(MalformedError);
    await alice.add();
    await expect(followContact(contact, alice.served(contact.followed.version + 1), 2)).rejects.toThrow(MalformedError);
    await expect(followContact(contact, alice.served(1), 2)).rejects.toThrow(MalformedError);
  });
});

it('a hint of somebody else says whether a list is worth a fetch, and nothing more', async () => {
  const alice = await Person.at();
  const contact = await alice.met(1);
  const { version, hash } = contact.followed;
  expect(nameOfList(alice.held.encoded)).toEqual({ version, list: hash });
  expect(judgeHint(contact, { version, list: hash })).toBe('same');
  expect(judgeHint(contact, { version, list: new Uint8Array(32) })).toBe('other');
  expect(judgeHint(contact, { version: version + 1, list: hash })).toBe('newer');
  expect(judgeHint(contact, { version: version - 1, list: hash })).toBe('older');
});

it('identities that were succeeded stay theirs, list keys and others’ never are', async () => {
  const [alice, mallory] = [await Person.at(), await Person.at()];
  const lost = await alice.add();
  const before = alice.held.checked;
  await alice.remove(lost.device);
  const contact = await alice.met(1);
  expect(isIdentityOf(contact, before.identity)).toBe(true);
  expect(isIdentityOf(contact, alice.held.checked.identity)).toBe(true);
  for (const other of [before.listKey, alice.held.checked.listKey, mallory.held.checked.identity]) {
    expect(isIdentityOf(contact, other)).toBe(false);
  }
});

it('a contact is read from its record as it was written', async () => {
  const alice = await Person.at();
  const contact = await compared(await alice.met(1), 2);
  expect(readContact(contactBody(contact))).toEqual(contact);
  expect(() => readContact({ ...(contactBody(contact) as object), more: 1 })).toThrow(MalformedError);
  expect(() => readContact(null)).toThrow(MalformedError);
});
