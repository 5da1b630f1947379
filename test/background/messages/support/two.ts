import { afterEach, beforeEach, expect } from 'vitest';
import { PageMessages } from '../../../../src/background/messages/index.ts';
import type { ReadText } from '../../../../src/background/messages/index.ts';
import { soon } from '../../../sync/support/soon.ts';
import { Person } from '../../support/person.ts';
import type { Browser } from '../../support/person.ts';

/** Somebody with a card. */
export interface Writer {
  readonly person: Person;
  readonly browser: Browser;
}

/** Somebody with a vault at a store, a card, and pre-keys there; `beside`: at the store of that person. */
export async function writer(name: string, beside?: Person): Promise<Writer> {
  const person = await Person.arrive(`${name.toLowerCase()}@example.org`, beside?.store);
  const browser = await person.settledBrowser();
  await browser.ask('contacts.card.make', { name });
  await browser.parts.messages.receive();
  return { person, browser };
}

export const seal = ({ parts }: Browser, to: string, text: string): Promise<string> =>
  new PageMessages(parts).seal({ text, to: [to], origin: 'https://chat.example' });
export const read = ({ parts }: Browser, armored: string): Promise<ReadText> => new PageMessages(parts).open(armored);

/** Until it is read there. */
export function isRead(browser: Browser, armored: string, text: string): Promise<void> {
  return soon(async () => expect(await read(browser, armored)).toMatchObject({ kind: 'message', text }));
}

/** `one` adds `other` by the card that they give out; answers the contact's id. */
export async function add(one: Browser, other: Browser): Promise<string> {
  const card = await other.ask('contacts.card', {});
  return (await one.ask('contacts.add', { text: card?.armored ?? '' })).id;
}

/** The id of the only contact. */
export async function onlyContact({ ask }: Browser): Promise<string> {
  const [contact, ...more] = await ask('contacts.list', {});
  if (!contact || more.length > 0) throw new Error(`${String(more.length + 1)} contacts`);
  return contact.id;
}

/** The only request there is, taken in. Answers the contact's id. */
export async function acceptOnly({ ask }: Browser): Promise<string> {
  await soon(async () => expect(await ask('requests.list', {})).toHaveLength(1));
  const [request] = await ask('requests.list', {});
  return (await ask('requests.accept', { id: request?.id ?? '' })).contact;
}

/** Everything that waits is on its way, and nothing is left. */
export async function allSent({ parts, ask }: Browser, contact: string): Promise<void> {
  await parts.messages.send();
  await soon(async () => {
    const { texts } = await ask('conversations.read', { id: contact });
    expect(texts.filter(({ state }) => state !== undefined && state !== 'sent')).toEqual([]);
  });
}

/** Two who know each other: both have the other's delivery token, and sessions that turned. */
export async function acquainted(): Promise<{
  readonly alice: Browser;
  readonly bob: Browser;
  readonly people: { readonly alice: Person; readonly bob: Person };
  readonly toBob: string;
  readonly toAlice: string;
}> {
  const first = await writer('Alice');
  const second = await writer('Bob', first.person);
  const [alice, bob] = [first.browser, second.browser];
  const toBob = await add(alice, bob);
  const hello = await seal(alice, toBob, 'hello');
  const toAlice = await acceptOnly(bob);
  await isRead(bob, hello, 'hello');
  const answer = await seal(bob, toAlice, 'and you');
  await isRead(alice, answer, 'and you');
  for (const [one, to] of [[alice, toBob] as const, [bob, toAlice] as const]) await allSent(one, to);
  return { alice, bob, people: { alice: first.person, bob: second.person }, toBob, toAlice };
}

export let alice: Browser;
export let bob: Browser;
export let people: { readonly alice: Person; readonly bob: Person };
export let toBob: string;
export let toAlice: string;

/** Before each test of a file two meet as in `acquainted`. Answers a list for further browsers, which are stopped with theirs. */
export function acquaintedEach(): Browser[] {
  const others = stoppedEach();
  beforeEach(async () => {
    ({ alice, bob, people, toBob, toAlice } = await acquainted());
    others.push(alice, bob);
  });
  return others;
}

/** A list of browsers whose backgrounds are stopped after each test of a file. */
export function stoppedEach(): Browser[] {
  const browsers: Browser[] = [];
  afterEach(() => {
    for (const { parts } of browsers.splice(0)) parts.store.stop();
  });
  return browsers;
}

/** From now on Alice's deposits are taken and lie nowhere, while `isLosing` says so; `bring` leaves them after all. */
export async function losing(isLosing: () => boolean): Promise<{ readonly bring: () => Promise<void> }> {
  const { fetch } = people.alice;
  const lost: Parameters<typeof fetch>[] = [];
  let taken: Response | undefined;
  people.alice.fetch = async (url, init) => {
    if (!new URL(url).pathname.startsWith('/v1/contact/deposits')) return fetch(url, init);
    if (isLosing() && taken) {
      lost.push([url, init]);
      return taken.clone();
    }
    const answer = await fetch(url, init);
    taken = answer.clone();
    return answer;
  };
  const before = await seal(alice, toBob, 'before');
  await allSent(alice, toBob);
  await isRead(bob, before, 'before');
  return {
    bring: async () => {
      for (const [url, init] of lost.splice(0)) await fetch(url, { ...init, signal: null });
    },
  };
}
