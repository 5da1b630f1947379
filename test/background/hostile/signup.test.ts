import { beforeEach, describe, expect, test } from 'vitest';
import { findSent } from '../../../src/background/account/sent-sign-up.ts';
import { randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { fromBase32, fromJson, readFrames, toBase64url, toJson } from '../../../src/encoding/index.ts';
import { headOf } from '../../../src/records/index.ts';
import { FORMAT_HEADER, TIME_HEADER, endpoints, readCommit } from '../../../src/wire/index.ts';
import type { Asked, HostileStore, Lie } from '../../hostile-store/index.ts';
import { answerLies } from '../../hostile-store/index.ts';
import { asBackupCode } from '../../../src/typed/index.ts';
import { found } from '../../support/canaries.ts';
import { refusal } from '../../support/refusal.ts';
import type { HeldStore } from '../../sync/support/app.ts';
import { holdStore } from '../../sync/support/app.ts';
import { soon } from '../../sync/support/soon.ts';
import { tap } from '../support/hostile.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

/*
 * Lies told to a sign-up. Its keys were made before any store heard of them; so all that a store can do is to refuse, or to
 * leave open whether it made an account: then the same is sent again, and nothing that was written is lost.
 */

type Step = 'signupStart' | 'signup';

const liesTo = (step: Step): Lie[] =>
  answerLies.filter(({ on }) => on.includes(step)).map((lie) => ({ ...lie, on: [step] }));

/** What isn't `store-answer`. */
const codes: Readonly<Record<string, string>> = {
  'a captive portal': 'not-a-store',
  'a redirect': 'not-a-store',
  'a gateway that finds nobody': 'unreachable',
  'wait for ever': 'too-many-requests',
  'no format': 'not-a-store',
  'format 999': 'store-version',
  'format 0': 'store-version',
  'a commit taken and denied': 'unavailable',
  // Nobody asks: the first commit is the first.
  'a commit acknowledged under another number': 'taken',
};
const expected = (step: Step): Record<string, string> =>
  Object.fromEntries(liesTo(step).map(({ name }) => [name, codes[name] ?? 'store-answer']));

interface Scene {
  readonly person: Person;
  readonly hostile: HostileStore;
  readonly browser: Browser;
  readonly signUp: () => Promise<unknown>;
}

let store: HeldStore;

beforeEach(async () => {
  store = await holdStore();
});

/** Somebody new with a local vault, and the wish to have an account. */
async function arrival(name: string): Promise<Scene> {
  const person = await Person.arrive(`${name}@example.org`, store);
  const hostile = tap(person);
  const browser = person.browser();
  await browser.ask('vault.create', { password: person.password, deviceName: 'first browser' });
  await browser.note('written before');
  const wish = await person.wish(browser);
  return { person, hostile, browser, signUp: () => browser.ask('account.signUp', wish) };
}

const asked = ({ hostile }: Scene, step: Step): Asked[] =>
  hostile.asked.filter(({ url }) => url.pathname === endpoints[step].path);

async function isThere({ browser }: Scene): Promise<void> {
  await browser.settled();
  expect(await browser.titles()).toEqual(['written before']);
  browser.parts.store.stop();
}

describe('a store that lies to a sign-up', () => {
  test('as it begins: each lie is told by its error, and the vault is as local as before', async () => {
    const scene = await arrival('ada');
    const { hostile, browser, signUp } = scene;
    const before = browser.machine.database.contents();
    const found: Record<string, string> = {};
    for (const lie of liesTo('signupStart')) {
      hostile.tell(lie);
      found[lie.name] = await refusal(signUp());
      expect(hostile.lied, lie.name).toBe(1);
      expect(browser.machine.database.contents(), lie.name).toEqual(before);
    }
    expect(await browser.status()).toEqual({ connected: false });
    expect(found).toEqual(expected('signupStart'));
    expect(asked(scene, 'signup')).toEqual([]);
    hostile.tell(undefined);
    await signUp();
    await isThere(scene);
  });

  test('about what became of it: each lie is told by its error, and the same sent again makes the account', async () => {
    const found: Record<string, string> = {};
    for (const [place, lie] of liesTo('signup').entries()) {
      const scene = await arrival(`ada.${place}`);
      scene.hostile.tell(lie);
      found[lie.name] = await refusal(scene.signUp());
      expect(scene.hostile.lied, lie.name).toBeGreaterThan(0);
      scene.hostile.tell(undefined);
      if (found[lie.name] !== 'taken') await scene.signUp();
      await isThere(scene);
      expect(new Set(asked(scene, 'signup').map(({ body }) => toBase64url(body))), lie.name).toHaveLength(1);
    }
    expect(found).toEqual(expected('signup'));
  });

  test('that thanks for an account and makes none: nothing is lost, and another sign-up makes one', async () => {
    const scene = await arrival('ada');
    const { person, hostile, browser, signUp } = scene;
    hostile.tell(thanksBy(await (await browser.parts.store.visit(store.origin)).doorKey()));
    // Whether this hears of the lock first is a matter of moments.
    await refusal(signUp());
    await soon(async () => expect(await browser.ask('status', {})).toMatchObject({ lock: 'locked' }));
    expect(hostile.lied).toBe(1);
    hostile.tell(undefined);
    await browser.ask('unlock.password', { password: person.password });
    expect(await browser.status()).toMatchObject({ state: { at: 'stopped', code: 'signed-out' } });
    expect(await browser.titles()).toEqual(['written before']);
    await browser.ask('account.disconnect', {});
    await person.signUp(browser);
    await isThere(scene);
  });
});

describe('a sign-up without an answer', () => {
  test('leaves neither seed nor codes in the session’s memory, locked or not, and is the same after the lock', async () => {
    const scene = await arrival('ada');
    const { person, hostile, browser, signUp } = scene;
    const { memory, local } = browser.machine;
    hostile.tell(liesTo('signup').find(({ name }) => name === 'a commit taken and denied'));
    expect(await refusal(signUp())).toBe('unavailable');
    hostile.tell(undefined);
    const secrets = secretsOf(person);
    const kept = (): Buffer => Buffer.from(JSON.stringify([[...memory.values], [...local.values]]));
    expect(memory.values.has('store/signup')).toBe(true);
    expect(found(kept(), secrets)).toEqual([]);
    await browser.ask('lock', {});
    expect(memory.values.has('store/signup')).toBe(true);
    expect(found(kept(), secrets)).toEqual([]);
    // The same search finds what it looks for where it must be: in what was sent.
    const sent = asked(scene, 'signup').map(({ body }) => body);
    expect(found(Buffer.concat(sent), secrets)).toEqual(['seed', 'code']);
    await browser.restart();
    await browser.ask('unlock.password', { password: person.password });
    await signUp();
    await isThere(scene);
    expect(new Set(asked(scene, 'signup').map(({ body }) => toBase64url(body)))).toHaveLength(1);
    expect(memory.values.has('store/signup')).toBe(false);
  });

  test('is not sent again by another vault, whose it is not', async () => {
    const [one, two] = [await arrival('ada'), await arrival('eve')];
    one.hostile.tell(liesTo('signup').find(({ name }) => name === 'a commit taken and denied'));
    await refusal(one.signUp());
    const kept = one.browser.machine.memory.values.get('store/signup') ?? '';
    two.browser.machine.memory.values.set('store/signup', kept);
    expect(await findSent(two.browser.parts.memory, await two.browser.parts.session.vault())).toBeUndefined();
    const own = await findSent(one.browser.parts.memory, await one.browser.parts.session.vault());
    expect(own?.access.totp).toBeDefined();
    await two.signUp();
    await isThere(two);
  });
});

/** As they are typed, shown and sent. */
function secretsOf({ secret, codes }: Person): Record<string, Bytes | string> {
  const seed = secret.replaceAll(' ', '');
  const [code = ''] = codes;
  return { shown: secret, typed: seed, seed: fromBase32(seed), shownCode: code, code: asBackupCode(code) };
}

/** Says all that an honest store would, and forgets it. */
const thanksBy = (doorKey: string): Lie => ({
  name: 'a sign-up acknowledged and thrown away',
  attack: 'acknowledgements that are not true',
  on: ['signup'],
  tell: ({ honest }) => honest,
  instead: ({ body }) => {
    const [header = body, commit = body] = readFrames(body, 2);
    const { account } = fromJson(header) as { account: string };
    const head = toBase64url(headOf(readCommit(commit).manifest));
    const [session, token] = [16, 32].map((length) => toBase64url(randomBytes(length)));
    const answer = { account, session, token, doorKey, expiresAt: store.clock.now() + 60_000, head, sequence: 1 };
    const headers = { 'content-type': 'application/json', [FORMAT_HEADER]: '1', [TIME_HEADER]: String(Date.now()) };
    return { status: 200, headers, body: toJson(answer) };
  },
});
