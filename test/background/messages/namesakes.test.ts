import { beforeEach, describe, expect, it } from 'vitest';
import { heldContact } from '../../../src/background/contacts/index.ts';
import { addContact } from '../../../src/background/contacts/people.ts';
import { randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { asBlocked, asDiffering } from '../../../src/messaging/index.ts';
import { sealEnvelope } from '../../../src/messaging/envelope/index.ts';
import type { Contact, InboxRow } from '../../../src/wire/index.ts';
import { readInboxRow } from '../../../src/wire/index.ts';
import { Person as Stranger } from '../../messaging/contacts/person.ts';
import type { Deposit } from './support/left.ts';
import { leave, placeOf, watch } from './support/left.ts';
import { acquaintedEach, alice, allSent, bob, isRead, people, seal, toAlice, toBob } from './support/two.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/*
 * Account ids are claims: somebody at another store may go by that of a contact, and anybody with a token may name any list version.
 * Neither keeps what the contact sends, nor has stores asked without end.
 */
const ELSEWHERE = 'https://elsewhere.example';
const HOUR = 3_600_000;

const others = acquaintedEach();
let left: Deposit[];
/** Paths that Bob asked stores for; those of `down` answer nothing. */
let asked: string[];
let isDown: (url: string) => boolean;

beforeEach(() => {
  left = [];
  watch(people.alice, left);
  asked = [];
  isDown = () => false;
  const { fetch } = people.bob;
  people.bob.fetch = (url, init) => {
    asked.push(new URL(url).pathname);
    return isDown(url) ? Promise.reject(new TypeError('down')) : fetch(url, init);
  };
});

const now = (): number => people.alice.store.clock.now();
const listsAsked = (): number => asked.filter((path) => path === '/v1/contact/lists').length;
const inboxOf = async (): Promise<InboxRow[]> =>
  (await (await bob.parts.session.vault()).rows.list('inbox')).map(({ body }) => readInboxRow(body));
const statesOf = async (): Promise<string[]> => (await inboxOf()).map(({ state }) => state);

async function namesake(): Promise<Stranger> {
  const { account } = (await heldContact(await bob.parts.session.vault(), toAlice)).contact;
  return Stranger.at(ELSEWHERE, account);
}

/** A set-up that says a version of its sender's list, and opens nothing. */
async function setUpOf(stranger: Stranger, version: number): Promise<Bytes> {
  const { head, fields } = await stranger.setUp(stranger.house.certificate);
  const message = { header: randomBytes(68), block: randomBytes(2_288), body: randomBytes(400) };
  return sealEnvelope((await placeOf(bob)).to, { head: { ...head, version }, setUp: fields, message });
}

async function toBobsDevice(): Promise<Deposit> {
  await seal(alice, toBob, 'first');
  await allSent(alice, toBob);
  await bob.parts.messages.receive();
  const deposit = left.at(-1);
  if (!deposit) throw new Error('nothing was left');
  return deposit;
}

describe('somebody elsewhere with a contact’s account id', () => {
  /** First in the list of contacts. */
  async function meet(change: (contact: Contact) => Contact): Promise<void> {
    const vault = await bob.parts.session.vault();
    const stranger = await namesake();
    const id = await addContact(vault, change(await stranger.met(now())));
    const list = vault.records.namedId('contacts');
    const { revision } = await vault.records.read(list);
    const entries = [{ id }, { id: toAlice }];
    await vault.records.save({ id: list, domain: 'contacts', body: { people: entries }, base: revision });
  }

  it.each([
    ['blocked', (contact: Contact) => asBlocked(contact, now())],
    ['closed', (contact: Contact) => asDiffering(contact, now())],
    ['met, whose store is down', (contact: Contact) => contact],
  ])('who is %s keeps nothing from that contact', async (_, change) => {
    await meet(change);
    isDown = (url) => url.startsWith(ELSEWHERE);
    for (const name of ['phone', 'tablet', 'desk']) others.push(await people.alice.joinedBrowser(name));
    await alice.ask('account.sync', {});
    const armored = await seal(alice, toBob, 'from the real one');
    await allSent(alice, toBob);
    await bob.parts.messages.receive();
    await isRead(bob, armored, 'from the real one');
    expect(await inboxOf()).toEqual([]);
  });

  it('is a request when nobody has met them', async () => {
    const deposit = await toBobsDevice();
    await leave(people.alice, deposit, await setUpOf(await namesake(), 2));
    await bob.parts.messages.receive();
    expect(await bob.ask('requests.list', {})).toMatchObject([{ store: ELSEWHERE }]);
    expect(await bob.ask('contacts.list', {})).toHaveLength(1);
  });
});

/** Locked by then, and opened again. */
async function hourLater(): Promise<void> {
  people.alice.store.clock.forward(HOUR);
  await bob.ask('unlock.password', { password: people.bob.password });
}

describe('versions that nobody’s list has', () => {
  it('have a store asked once an hour, also while it fails, and stay no longer than until it answers', async () => {
    const deposit = await toBobsDevice();
    const stranger = await namesake();
    isDown = (url) => url.includes('/v1/contact/lists');
    const before = listsAsked();
    for (let one = 0; one < 4; one += 1) await leave(people.alice, deposit, await setUpOf(stranger, 90 + one));
    for (let one = 0; one < 3; one += 1) await bob.parts.messages.receive();
    expect(listsAsked() - before).toBe(1);
    const rows = await inboxOf();
    expect(rows.map(({ state }) => state)).toEqual(Array(4).fill('unjudged'));
    await hourLater();
    await bob.parts.messages.receive();
    expect(listsAsked() - before).toBe(2);
    // As old as they were.
    expect((await inboxOf()).map(({ at }) => at)).toEqual(rows.map(({ at }) => at));
    isDown = () => false;
    await hourLater();
    await bob.parts.messages.receive();
    expect(listsAsked() - before).toBe(3);
    expect(await statesOf()).not.toContain('unjudged');
  });

  it('in an envelope that goes on with nothing have nobody asked', async () => {
    const deposit = await toBobsDevice();
    const { head } = await (await namesake()).setUp((await namesake()).house.certificate);
    const message = { header: randomBytes(68), block: randomBytes(2_288), body: randomBytes(400) };
    const before = listsAsked();
    const contents = { head: { ...head, kind: 'ratchet' as const, version: 99 }, setUp: undefined, message };
    await leave(people.alice, deposit, await sealEnvelope((await placeOf(bob)).to, contents));
    await bob.parts.messages.receive();
    expect(listsAsked()).toBe(before);
    expect(await statesOf()).toEqual(['unopened']);
  });
});
