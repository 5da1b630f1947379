import { beforeEach, describe, expect, test } from 'vitest';
import { newPhrase, randomBytes } from '../../src/crypto/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import { phraseSecret } from '../../src/keys/index.ts';
import type { Pulled } from '../../src/sync/index.ts';
import { pullAll } from '../../src/sync/index.ts';
import { later } from '../support/forgery.ts';
import type { Case, Scene } from '../support/lies.ts';
import { authors, chain, keys, newScene, records } from '../support/lies.ts';
import { refusal } from '../support/refusal.ts';
import { Browser } from '../support/synced.ts';
import { wayId } from '../support/vaults.ts';

let scene: Scene;
let { a, b, ids, truth } = {} as Scene;

beforeEach(async () => {
  scene = await newScene();
  ({ a, b, ids, truth } = scene);
});

/** Tells each lie by `attempt`, which answers what became of it, and says what each came to. */
async function told(cases: readonly Case[], attempt: (lie: Pulled) => Promise<string>, honest = truth) {
  const codes: Record<string, string> = {};
  for (const { name, lie } of cases) codes[name] = await attempt(await lie(honest, scene));
  return codes;
}

function expected(cases: readonly Case[]): Record<string, string> {
  return Object.fromEntries(cases.map(({ name, code }) => [name, code]));
}

const groups: [string, readonly Case[]][] = [
  ['the chain', chain],
  ['authors', authors],
  ['records', records],
  ['keys', keys],
];

test.each(groups)('lies about %s are told by their errors, and nothing is written', async (_, cases) => {
  const [stored, notes] = [b.stored(), await b.notes()];
  const followed = async (lie: Pulled): Promise<string> => {
    const code = await refusal(b.vault.replica.exchange().follow(lie));
    expect(b.stored()).toEqual(stored);
    expect(await b.notes()).toEqual(notes);
    return code;
  };
  expect(await told(cases, followed)).toEqual(expected(cases));
});

describe('a locked browser', () => {
  /** Without the slot of the way in that is used: as if the secret were wrong. */
  const unopened = ['a slot is left out', 'keyring and slots as after a rotation, without our slot'];

  /** Gets in by the phrase, and is told this meanwhile. */
  async function reopened(browser: Browser, lie: Pulled): Promise<string> {
    const secret = phraseSecret(a.account.phrase);
    const before = browser.stored();
    const code = await refusal(browser.keeper.follow(lie, wayId(a.vault, 'phrase'), secret));
    expect(browser.stored()).toEqual(before);
    return code;
  }

  test.each(groups)('is told lies about %s by the same errors, and nothing is written', async (_, cases) => {
    const locked = await Browser.of(a.account, 'locked', b.disk.copy());
    const codes = expected(cases);
    for (const { name } of cases) if (unopened.includes(name)) codes[name] = 'null';
    expect(await told(cases, (lie) => reopened(locked, lie))).toEqual(codes);
  });
});

test('the truth is followed, and what was unsent is sent', async () => {
  await b.vault.replica.exchange().follow(truth);
  expect(await b.notes()).toMatchObject({ [ids.edited]: { title: '2' }, [ids.other]: { title: 'other' } });
  expect(b.vault.records.has(ids.gone)).toBe(false);
  await b.sync();
  await a.sync();
  expect(await a.notes()).toEqual(await b.notes());
});

describe('a store that does not know the head', () => {
  test.each([
    ['store-rolled-back', -1],
    ['store-forked', 0],
    ['store-forked', 1],
  ])('%s', async (code, more) => {
    const stored = b.stored();
    const known = truth.sequence - truth.manifests.length;
    const at = { head: toBase64url(randomBytes(32)), sequence: known + more };
    await expect(b.vault.replica.exchange().unknownHead(at)).rejects.toMatchObject({ code });
    expect(b.stored()).toEqual(stored);
  });
});

test('a later format makes the vault read-only until an update', async () => {
  await expect(b.vault.replica.exchange().follow(await later(truth, a))).rejects.toMatchObject({
    code: 'format-unknown',
  });
  expect(b.vault.replica.status).toMatchObject({ outdated: true });
  await expect(b.write('more')).rejects.toMatchObject({ code: 'format-unknown' });
  expect(await b.vault.records.read(ids.kept)).toMatchObject({ body: { title: 'kept' } });
});

test('a copied profile is noticed by the original, which becomes a device of its own', async () => {
  await a.sync();
  const copy = await Browser.of(a.account, 'copy', a.disk.copy());
  await copy.unlock();
  await copy.signIn();
  const [theirs, was] = [await copy.write('by the copy'), a.vault.device.id];
  await copy.sync();
  const ours = await a.write('by the original');
  const stored = a.stored();
  await expect(a.sync()).rejects.toMatchObject({ code: 'device-cloned' });
  expect(a.stored()).toEqual(stored);
  await a.vault.replica.renewDevice('laptop again');
  expect(a.vault.device).toMatchObject({ name: 'laptop again' });
  expect(a.vault.device.id).not.toBe(was);
  await a.sync();
  await copy.sync();
  await a.restart();
  expect(a.vault.device.name).toBe('laptop again');
  for (const browser of [a, copy]) {
    expect([browser.vault.records.has(theirs), browser.vault.records.has(ours)]).toEqual([true, true]);
    expect(await browser.vault.records.check()).toEqual({ damaged: [] });
  }
});

describe('a new browser', () => {
  const whole: Case[] = [
    ...records.filter(({ name }) => !/delet|edit|sum|count/.test(name)),
    { name: 'the sequence is another', code: 'store-forged', lie: (p) => ({ ...p, sequence: p.sequence + 1 }) },
    {
      name: 'the newest manifest is an older one',
      code: 'store-forged',
      lie: (p, { old }) => ({ ...p, head: old.head, manifests: old.manifests }),
    },
    { name: 'records are older', code: 'record-sum', lie: (p, { old }) => ({ ...p, records: old.records }) },
    { name: 'the first list is left out', code: 'store-forged', lie: (p) => ({ ...p, lists: p.lists.slice(1) }) },
    { name: 'the last list is left out', code: 'store-forged', lie: (p) => ({ ...p, lists: p.lists.slice(0, -1) }) },
    ...keys.filter(({ code, name }) => code !== 'rotated-away' && !/slots? (is|are) (nonsense|left)/.test(name)),
    ...authors.filter(({ name }) => /signature|nobody|not listed/.test(name)),
  ];
  const some = whole.filter(({ name }) => name !== 'keyring and slots are left out');

  test('refuses each of these, and keeps nothing', async () => {
    const honest = await pullAll(b.client, undefined);
    const joined = async (lie: Pulled): Promise<string> => {
      const fresh = await Browser.of(a.account, 'new');
      const code = await refusal(fresh.joinBy(lie));
      expect(fresh.disk.header).toBeUndefined();
      return code;
    };
    expect(await told(some, joined, honest)).toEqual(expected(some));
  });

  test('is told what it found before anything is kept', async () => {
    const fresh = await Browser.of(a.account, 'new');
    const joining = await fresh.find();
    expect(joining?.state).toMatchObject({ device: 'phone', sequence: truth.sequence, items: 3 });
    expect(joining?.state.head).toMatch(/^[A-Z2-7]{4}-[A-Z2-7]{4}$/);
    expect(fresh.disk.header).toBeUndefined();
  });

  test('with a wrong secret finds nothing', async () => {
    const fresh = await Browser.of(a.account, 'new');
    expect(await fresh.find(newPhrase())).toBeNull();
  });
});
