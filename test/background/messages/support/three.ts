import type { Messages } from '../../../../src/background/messages/index.ts';
import { PageMessages } from '../../../../src/background/messages/index.ts';
import { inProcess } from '../../../support/in-process.ts';
import { holdStore } from '../../../sync/support/app.ts';
import { Person } from '../../support/person.ts';
import type { Browser } from '../../support/person.ts';
import { acceptOnly, add, allSent, isRead, seal, writer } from './two.ts';

/** Seals for several people, in a page; `conversation`: of the text that it answers. */
export const sealFor = (
  { parts }: Browser,
  to: readonly string[],
  text: string,
  more: Partial<Parameters<Messages['write']>[1]> = {},
): Promise<string> => new PageMessages(parts).seal({ text, to, origin: 'https://chat.example', ...more });

/** The id of the contact of this name. */
export async function contactOf({ ask }: Browser, name: string): Promise<string> {
  const found = (await ask('contacts.list', {})).find((one) => one.name === name);
  if (!found) throw new Error(`no contact ${name}`);
  return found.id;
}

/** The only conversation of several that there is. */
export async function onlyGroup({ ask }: Browser) {
  const groups = (await ask('conversations.list', {})).rows.filter((row) => row.with.several);
  if (groups.length !== 1 || !groups[0]) throw new Error(`${String(groups.length)} groups`);
  return groups[0];
}

/** Both know each other, and have each other's delivery token. */
async function meet(one: Browser, other: Browser, from: string): Promise<void> {
  const toOther = await add(one, other);
  const hello = await seal(one, toOther, `hello from ${from}`);
  const toOne = await acceptOnly(other);
  await isRead(other, hello, `hello from ${from}`);
  const back = await seal(other, toOne, 'and you');
  await isRead(one, back, 'and you');
  await allSent(one, toOther);
  await allSent(other, toOne);
}

export interface Three {
  readonly alice: Browser;
  readonly bob: Browser;
  readonly carol: Browser;
  readonly people: Readonly<Record<'alice' | 'bob' | 'carol', Person>>;
}

/** Three who know each other, over two stores with one time: Carol's is another one. */
export async function three(): Promise<Three> {
  const alice = await writer('Alice');
  const bob = await writer('Bob', alice.person);
  const elsewhere = await holdStore({ LATCHKEY_ORIGIN: 'https://store.example' });
  const { store } = alice.person;
  const clocks = [store.clock, elsewhere.clock];
  const forwards = clocks.map((clock) => clock.forward.bind(clock));
  for (const clock of clocks) clock.forward = (by) => forwards.forEach((forward) => forward(by));
  const carol = await Person.arrive('carol@example.org', elsewhere);
  for (const person of [alice.person, bob.person, carol])
    person.fetch = (url, init) => inProcess((url.startsWith(elsewhere.origin) ? elsewhere : store).app)(url, init);
  const browser = await carol.settledBrowser();
  await browser.ask('contacts.card.make', { name: 'Carol' });
  await browser.parts.messages.receive();
  await meet(alice.browser, bob.browser, 'Alice');
  await meet(alice.browser, browser, 'Alice');
  await meet(bob.browser, browser, 'Bob');
  return {
    ...{ alice: alice.browser, bob: bob.browser, carol: browser },
    people: { alice: alice.person, bob: bob.person, carol },
  };
}
