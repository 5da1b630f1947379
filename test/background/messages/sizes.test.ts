import { afterEach, expect, it } from 'vitest';
import { readFrames } from '../../../src/encoding/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { soon } from '../../sync/support/soon.ts';
import type { Browser, Person } from '../support/person.ts';
import { contactOf, onlyGroup, sealFor, three } from './support/three.ts';
import type { Three } from './support/three.ts';
import { add, allSent, isRead, read, seal, writer } from './support/two.ts';

/*
 * Two stores that weigh what is left at them: whatever a body is for, its envelope has one size.
 */
let all: Three | undefined;
const further: Browser[] = [];

afterEach(() => {
  for (const { parts } of [...(all ? [all.alice, all.bob, all.carol] : []), ...further.splice(0)]) parts.store.stop();
});

/** The sizes of the envelopes that somebody leaves at stores, in bytes, from here on. */
function weigh(person: Person): number[] {
  const sizes: number[] = [];
  const { fetch } = person;
  person.fetch = (url, init) => {
    if (new URL(url).pathname === '/v1/contact/deposits') {
      const [, envelope] = readFrames(init.body as Bytes, 2);
      sizes.push(envelope?.length ?? 0);
    }
    return fetch(url, init);
  };
  return sizes;
}

it('a text, one for several, one that ends, one taken back and a leave weigh the same', async () => {
  all = await three();
  const { alice, bob, carol, people } = all;
  const [toBob, toCarol] = [await contactOf(alice, 'Bob'), await contactOf(alice, 'Carol')];
  const sizes = weigh(people.alice);
  const seen: Record<string, readonly number[]> = {};
  const settle = async (what: string, count: number): Promise<void> => {
    await soon(async () => {
      await alice.parts.messages.send();
      expect(sizes.length).toBeGreaterThanOrEqual(count);
    });
    seen[what] = sizes.splice(0);
  };
  await sealFor(alice, [toBob], 'x');
  await settle('a text', 1);
  await sealFor(alice, [toBob], 'x'.repeat(20_000));
  await settle('a long text', 1);
  const group = await sealFor(alice, [toBob, toCarol], 'quay 3');
  await settle('a text for two', 2);
  await sealFor(alice, [toBob, toCarol], 'quay 4', { period: 3_600_000 });
  await settle('a text that ends', 2);
  const own = await read(alice, group);
  await alice.ask('conversations.unsend', { text: own.kind === 'message' ? own.id : '' });
  await settle('a text taken back', 2);
  const his = await sealFor(bob, [await contactOf(bob, 'Alice'), await contactOf(bob, 'Carol')], 'mine');
  await isRead(alice, his, 'mine');
  await isRead(carol, his, 'mine');
  await alice.ask('conversations.leave', { id: (await onlyGroup(alice)).id });
  await settle('a leave', 2);

  // One step of padding and the seal (protocol 8.4), every one of them.
  expect(new Set(Object.values(seen).flat())).toEqual(new Set([4_096 + 80]));
  expect(Object.keys(seen)).toHaveLength(6);
});

it('what begins a session is weighed, too: the control that sizes are seen', async () => {
  const first = await writer('Alice');
  const second = await writer('Bob', first.person);
  further.push(first.browser, second.browser);
  const sizes = weigh(first.person);
  const toBob = await add(first.browser, second.browser);
  await seal(first.browser, toBob, 'hello');
  await allSent(first.browser, toBob);
  expect(new Set(sizes)).toEqual(new Set([8_192 + 80]));
});
