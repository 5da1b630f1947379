import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { sealLabel } from '../../../src/background/link/index.ts';
import { randomBytes } from '../../../src/crypto/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import type { Lie } from '../../hostile-store/index.ts';
import { overJson } from '../../hostile-store/twist.ts';
import { soon } from '../../sync/support/soon.ts';
import { tap } from '../support/hostile.ts';
import type { Browser } from '../support/person.ts';
import { Person } from '../support/person.ts';

/* A store that gives the names of browsers and security keys to others than they belong to. */

type Entry = Record<string, unknown>;

let person: Person;
let first: Browser;
let hostile: ReturnType<typeof tap>;

beforeEach(async () => {
  person = await Person.arrive();
  hostile = tap(person);
  first = await person.settledBrowser();
  await person.joinedBrowser();
  await soon(async () => expect(await names()).toEqual(['first browser', 'second browser']));
});

async function names(): Promise<(string | undefined)[]> {
  return (await first.ask('account.sessions', {})).map(({ name }) => name).toSorted();
}

function telling(on: 'sessions' | 'access', change: (answer: Entry) => Entry): void {
  const lie: Lie = overJson({ name: 'names', attack: 'names that belong elsewhere' }, [on], change);
  hostile.tell(lie);
  onTestFinished(() => hostile.tell(undefined));
}

/** The sessions, with these fields of the two exchanged. */
function exchanged(...fields: string[]): void {
  telling('sessions', ({ sessions }) => {
    const [one = {}, two = {}] = sessions as Entry[];
    const of = (from: Entry): Entry => Object.fromEntries(fields.map((field) => [field, from[field]]));
    return {
      sessions: [
        { ...one, ...of(two) },
        { ...two, ...of(one) },
      ],
    };
  });
}

test('names exchanged between two browsers can’t be read, and this browser is still told', async () => {
  const honest = await first.ask('account.sessions', {});
  expect(honest.find(({ current }) => current)).toMatchObject({ name: 'first browser' });
  expect(honest.every(({ unreadable }) => unreadable === undefined)).toBe(true);
  exchanged('label');
  const told = await first.ask('account.sessions', {});
  expect(hostile.lied).toBe(1);
  expect(told).toMatchObject([{ unreadable: true }, { unreadable: true }]);
  expect(told.some(({ name }) => name !== undefined)).toBe(false);
  expect(told.find(({ current }) => current)?.id).toBe(honest.find(({ current }) => current)?.id);
});

test('nor do names that come along with their request keys', async () => {
  exchanged('label', 'requestKey');
  expect(await first.ask('account.sessions', {})).toMatchObject([{ unreadable: true }, { unreadable: true }]);
});

test.each(['id', 'requestKey'])('two sessions of one %s are refused', async (field) => {
  telling('sessions', ({ sessions }) => {
    const [one = {}, two = {}] = sessions as Entry[];
    return { sessions: [one, { ...two, [field]: one[field] }] };
  });
  await expect(first.ask('account.sessions', {})).rejects.toMatchObject({ code: 'store-answer' });
});

test('a browser that is renamed keeps its new name, and one that is gone is said to be', async () => {
  const [one] = await first.ask('account.sessions', {});
  const id = one?.id ?? '';
  await first.ask('account.sessions.rename', { id, name: 'in the kitchen' });
  expect((await first.ask('account.sessions', {})).find((session) => session.id === id)?.name).toBe('in the kitchen');
  const gone = first.ask('account.sessions.rename', { id: toBase64url(randomBytes(16)), name: 'nowhere' });
  await expect(gone).rejects.toMatchObject({ code: 'not-found' });
});

test('a security key is not called by the name of another', async () => {
  const [mine, other] = [toBase64url(randomBytes(32)), toBase64url(randomBytes(32))];
  const label = await sealLabel(await first.parts.session.vault(), { credential: mine }, 'key ring');
  const keys = [mine, other].map((credential) => ({ credential, createdAt: 1, label }));
  telling('access', (answer) => ({ ...answer, securityKeys: [...keys, { credential: 'AAAA', createdAt: 1 }] }));
  const { securityKeys } = await first.ask('account.factors', {});
  expect(securityKeys).toEqual([
    { credential: mine, createdAt: 1, name: 'key ring' },
    { credential: other, createdAt: 1, unreadable: true },
    { credential: 'AAAA', createdAt: 1 },
  ]);
});
