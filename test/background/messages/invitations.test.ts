import { beforeEach, describe, expect, it } from 'vitest';
import { portsOf } from '../../../src/background/messages/ports.ts';
import { heldContact } from '../../../src/background/contacts/index.ts';
import { newId, randomBytes } from '../../../src/crypto/index.ts';
import { effectsOf } from '../../../src/messaging/conversations/effects.ts';
import { cardHash, readCardText } from '../../../src/messaging/index.ts';
import { questions } from '../../../src/rpc/contract/index.ts';
import { safeParse } from 'valibot';
import { soon } from '../../sync/support/soon.ts';
import type { Browser, Person } from '../support/person.ts';
import { answer, asked, give, invite, look } from './support/invited.ts';
import { acceptOnly, add, allSent, isRead, onlyContact, read, seal, writer, stoppedEach } from './support/two.ts';
import type { Writer } from './support/two.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/* A text that goes to whoever answers its card: who else answers, what else is answered, and what a page puts together. */
const DAY = 86_400_000;
let alice: Browser;
let bob: Browser;
let people: { readonly alice: Person; readonly bob: Person };
const others = stoppedEach();

beforeEach(async () => {
  const [first, second] = await pair();
  [alice, bob] = [first.browser, second.browser];
  people = { alice: first.person, bob: second.person };
  others.push(alice, bob);
});

async function pair(): Promise<readonly [Writer, Writer]> {
  const first = await writer('Alice');
  return [first, await writer('Bob', first.person)];
}

async function another(name: string): Promise<Browser> {
  const { browser } = await writer(name, people.alice);
  others.push(browser);
  return browser;
}

const isTold = (browser: Browser, invited: Parameters<typeof look>[1], state: 'told' | 'refused'): Promise<void> =>
  soon(async () => {
    await browser.parts.messages.send();
    expect(await look(browser, invited)).toMatchObject({ kind: 'invitation', state });
  });

it('asks nobody before the press', async () => {
  const invited = await invite(alice, 'behind the plant');
  const paths: string[] = [];
  const { fetch } = people.bob;
  people.bob.fetch = (url, init) => {
    paths.push(new URL(url).pathname);
    return fetch(url, init);
  };
  const toContacts = (): string[] => paths.filter((path) => path.startsWith('/v1/contact/'));
  await look(bob, invited);
  expect(toContacts()).toEqual([]);
  await answer(bob, invited);
  await asked(alice);
  expect(new Set(toContacts())).toEqual(new Set(['/v1/contact/lists', '/v1/contact/bundles', '/v1/contact/deposits']));
});

describe('a card of one use', () => {
  it('is answered by the page first: who comes second is told, and the writer gives it to nobody', async () => {
    const invited = await invite(alice, 'behind the plant');
    const mallory = await another('Mallory');
    await answer(mallory, invited);
    const { id, first } = await asked(alice);
    await answer(bob, invited);
    await isTold(bob, invited, 'refused');
    await alice.parts.messages.receive();
    expect(await alice.ask('invitations.answers', {})).toMatchObject([{ first: { who: first?.who }, refused: [] }]);

    await alice.ask('invitations.end', { id });
    expect(await alice.ask('invitations.answers', {})).toEqual([]);
    expect(await alice.ask('contacts.list', {})).toEqual([]);
    const given = alice.ask('invitations.give', { id, to: first?.who ?? '' });
    await expect(given).rejects.toMatchObject({ code: 'invitation-over' });
    // The text is kept, and nobody has it.
    expect(await read(alice, invited.text)).toMatchObject({ kind: 'message', text: 'behind the plant' });
    await mallory.parts.messages.receive();
    expect(await look(mallory, invited)).toMatchObject({ kind: 'invitation', state: 'told' });
  });

  it('is answered by a contact, too, after it was given: refused, shown, and gone once it was seen', async () => {
    const carol = await another('Carol');
    const hello = await seal(alice, await add(alice, carol), 'hello');
    const toAlice = await acceptOnly(carol);
    await isRead(carol, hello, 'hello');
    await isRead(alice, await seal(carol, toAlice, 'and you'), 'and you');

    const invited = await invite(alice, 'behind the plant');
    await answer(bob, invited);
    const toBob = await give(alice);
    await isRead(bob, invited.text, 'behind the plant');
    await answer(carol, invited);
    const row = await soon(async () => {
      const [one] = await alice.ask('invitations.answers', {});
      if (!one) throw new Error('no answer yet');
      return one;
    });
    expect(row).toMatchObject({ givenTo: { id: toBob, name: 'Bob' }, refused: [{ name: 'Carol', isContact: true }] });
    expect(row.first).toBeUndefined();
    const late = alice.ask('invitations.give', { id: row.id, to: row.refused[0]?.who ?? '' });
    await expect(late).rejects.toMatchObject({ code: 'invitation-over' });
    await carol.parts.messages.receive();
    expect(await look(carol, invited)).toMatchObject({ kind: 'invitation', state: 'told' });
    await alice.ask('invitations.dismiss', { id: row.id });
    expect(await alice.ask('invitations.answers', {})).toEqual([]);
  });

  it('is answered by two before anything was given: one was first, and the writer sees both', async () => {
    const carol = await another('Carol');
    const hello = await seal(alice, await add(alice, carol), 'hello');
    await acceptOnly(carol);
    await isRead(carol, hello, 'hello');
    const invited = await invite(alice, 'behind the plant');
    await answer(bob, invited);
    await asked(alice);
    await answer(carol, invited);
    await soon(async () => {
      const [row] = await alice.ask('invitations.answers', {});
      expect(row).toMatchObject({ first: { name: 'Bob' }, refused: [{ name: 'Carol' }] });
    });
  });

  it('ends after seven days, for who answers; what came in time still waits', async () => {
    const late = await invite(alice, 'too late');
    const inTime = await invite(alice, 'in time');
    await answer(bob, inTime);
    await asked(alice);
    people.alice.store.clock.forward(8 * DAY);
    const unlocked = [[alice, people.alice] as const, [bob, people.bob] as const];
    for (const [browser, { password }] of unlocked) await browser.ask('unlock.password', { password });
    // Somebody else: for Bob a use has begun.
    const carol = await another('Carol');
    await answer(carol, late);
    await isTold(carol, late, 'refused');
    await give(alice);
    await isRead(bob, inTime.text, 'in time');
  });
});

it('answers nothing that a page put together otherwise, and no card that was changed', async () => {
  const [one, two] = [await invite(alice, 'the first'), await invite(alice, 'the second')];
  await answer(bob, { card: one.card, text: two.text });
  await give(alice);
  await isRead(bob, one.text, 'the first');
  expect(await look(bob, two)).toMatchObject({ kind: 'invitation', state: 'new' });
  expect(await read(bob, two.text)).toMatchObject({ kind: 'no-key' });

  const at = two.card.length - 20;
  const changed = `${two.card.slice(0, at)}${two.card[at] === 'A' ? 'B' : 'A'}${two.card.slice(at + 1)}`;
  await expect(answer(bob, { ...two, card: changed })).rejects.toThrow();
  // The very same card, answered as it is, by who is a contact by now.
  await answer(bob, two);
  await give(alice);
  await isRead(bob, two.text, 'the second');
});

it('takes a key for the cards that were answered here, and for no other', async () => {
  const invited = await invite(alice, 'behind the plant');
  await answer(bob, invited);
  const vault = await bob.parts.session.vault();
  const own = await vault.rows.own();
  const from = await heldContact(vault, await onlyContact(bob));
  const { encoded } = await readCardText(invited.card);
  const changed = (invitation: ReturnType<typeof randomBytes>) =>
    effectsOf(
      portsOf(bob.parts, vault),
      own,
      { ...from, device: newId() },
      {
        ...{ kind: 'key', key: randomBytes(32), identity: from.contact.followed.identity, ciphertext: randomBytes(32) },
        recipients: [{ account: own.account, identity: own.list.identity, version: 1, list: randomBytes(32) }],
        ...{ conversation: newId(), counter: 1, previous: new Uint8Array(32), time: 1, origin: '' },
        invitation,
      },
    );
  expect((await changed(cardHash(encoded))).records).toHaveLength(1);
  expect(await changed(randomBytes(32))).toEqual({});
});

it('is given once the numbers were compared, and then they are', async () => {
  const invited = await invite(alice, 'behind the plant');
  await answer(bob, invited);
  const { id, first } = await asked(alice);
  const { digits } = await alice.ask('invitations.number', { id });
  expect(await alice.ask('contacts.list', {})).toEqual([]);
  expect((await bob.ask('contacts.comparison', { id: await onlyContact(bob) })).digits).toBe(digits);
  const other = `${digits.startsWith('1') ? '2' : '1'}${digits.slice(1)}`;
  await expect(give(alice, other)).rejects.toMatchObject({ code: 'comparison-stale' });
  expect(await alice.ask('contacts.list', {})).toEqual([]);
  await expect(alice.ask('invitations.give', { id, to: newId(), digits })).rejects.toMatchObject({
    code: 'invitation-over',
  });
  await give(alice, digits);
  expect(await alice.ask('contacts.list', {})).toMatchObject([{ id: first?.who, name: 'Bob', state: 'compared' }]);
  await isRead(bob, invited.text, 'behind the plant');
});

it('is given to somebody who was added meanwhile as they are called here', async () => {
  const invited = await invite(alice, 'behind the plant');
  await answer(bob, invited);
  await asked(alice);
  const id = await add(alice, bob);
  await alice.ask('contacts.rename', { id, name: 'Bobby' });
  expect(await give(alice)).toBe(id);
  expect(await alice.ask('contacts.list', {})).toMatchObject([{ id, name: 'Bobby' }]);
  await isRead(bob, invited.text, 'behind the plant');
});

it('is the same in every browser of both: answered in one, given in another, read in all', async () => {
  const invited = await invite(alice, 'behind the plant');
  await alice.settled();
  const phone = await people.alice.joinedBrowser('phone');
  others.push(phone);
  await phone.parts.messages.receive();
  expect(await read(phone, invited.text)).toMatchObject({ isOwn: true, with: { name: 'Bob', state: 'invited' } });
  await answer(bob, invited);
  await asked(alice);
  await asked(phone);
  await give(phone);
  await isRead(bob, invited.text, 'behind the plant');
  await phone.settled();
  await alice.ask('account.sync', {});
  await soon(async () => expect(await alice.ask('invitations.answers', {})).toEqual([]));
  const later = await people.bob.joinedBrowser('tablet');
  others.push(later);
  await soon(async () => expect(await read(later, invited.text)).toMatchObject({ text: 'behind the plant' }));
  await allSent(phone, await onlyContact(phone));
});

it('a name that turns or hides what stands beside it is no name of anybody', () => {
  const typed = { ticket: 'A'.repeat(22), text: 'x', replace: false };
  const parse = (invite: string) => safeParse(questions['compose.seal'].input, { ...typed, invite }).success;
  expect(parse(' Bob ')).toBe(true);
  for (const bad of ['Bo\u202eb', 'Bo\u200bb', '', '\u2066Bob\u2069', 'n'.repeat(65)]) {
    expect(() => parse(bad)).toThrow();
  }
});
