import { beforeEach, describe, expect, test } from 'vitest';
import type { StretchParameters } from '../../../src/crypto/index.ts';
import { checkStretch } from '../../../src/crypto/index.ts';
import type { EntryState } from '../../../src/rpc/index.ts';
import type { HostileStore } from '../../hostile-store/index.ts';
import { keyLies, logLies } from '../../hostile-store/index.ts';
import { refusal } from '../../support/refusal.ts';
import { quickStretch } from '../../support/quick-stretch.ts';
import { tap } from '../support/hostile.ts';
import { Machine } from '../support/parts.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

/*
 * Lies about keyring and slots, told to everybody who asks for them: an open browser, one that joins, and one that was locked
 * while the ways in changed. The liar knows whatever was asked and answered before, of another account of the same secrets,
 * too: a slot of that one would open, if nothing bound it to its account.
 */

/** What lies come to: in an open browser, by a password, by the phrase. */
interface Refusals {
  readonly open: string;
  readonly password: string;
  readonly phrase: string;
  readonly lies: readonly string[];
}
type Asking = Exclude<keyof Refusals, 'lies'>;

const everywhere = (code: string, lies: readonly string[]): Refusals => ({
  open: code,
  password: code,
  phrase: code,
  lies,
});

const refusals: readonly Refusals[] = [
  everywhere('slot-tampered', [
    'a slot of its own beside the others',
    'a password of its own before the others',
    'the first keyring again',
  ]),
  everywhere('store-forged', [
    "another account's keyring",
    'the keyring before this one',
    'a flipped bit in the keyring',
    'no keyring',
    'no device list',
    'a flipped bit in a manifest',
    'a manifest of another author',
    'a manifest with another signature',
    'a flipped bit in the device list',
    'a device of its own on top of the list',
    'slots whose seal is null',
    'slots without a seal',
    'slots whose seal is a number',
    'slots without parameters',
    'more slots than a store may take',
    'slots of format x',
    'slots of format null',
    'a cost of nothing',
    'a cost that is no number',
    'a cost of null',
    'one lane',
    'a short salt',
    'another algorithm',
  ]),
  everywhere('record-sum', [
    'a flipped bit in a record',
    'a record cut short',
    'a record made longer',
    'two records with their blobs exchanged',
    "another account's blob under our id",
  ]),
  everywhere('format-unknown', [
    'a slot of a kind to come',
    'slots of format 0',
    'slots of format 2',
    'slots of format 999',
  ]),
  {
    open: 'slot-tampered',
    password: 'wrong-password',
    phrase: 'wrong-phrase',
    lies: ['seals of its own', 'a flipped bit in each seal', "one slot's seal in another", 'slots under other ids'],
  },
  { open: 'slot-tampered', password: 'wrong-password', phrase: 'wrong-phrase', lies: ['no slots'] },
  {
    open: 'slot-tampered',
    password: 'store-forged',
    phrase: 'store-forged',
    lies: ['more passwords than a vault has'],
  },
  {
    open: 'rotated-away',
    password: 'wrong-password',
    phrase: 'wrong-phrase',
    lies: ["another account's vault", "another account's keyring and slots"],
  },
  {
    open: 'slot-tampered',
    password: 'stretch-parameters',
    phrase: 'slot-tampered',
    lies: ['a cost below the floor', 'memory above the ceiling', 'time above the ceiling'],
  },
  {
    open: 'slot-tampered',
    password: 'wrong-password',
    phrase: 'slot-tampered',
    lies: ['another cost within the bounds', 'a salt of its own'],
  },
];

/** Whatever else is opened, damaged: what can't be decrypted must look alike from outside, wherever it lies. */
const damage = logLies.filter(({ name }) => refusals.some((row) => row.lies.includes(name)));
const lies = [...keyLies, ...damage];
/** One lie of each row: for a second secret, of which nothing but a row's own column may depend. */
const oneOfEach = lies.filter(({ name }) => refusals.some((row) => row.lies[0] === name));

const expected = (asking: Asking, among = lies): Record<string, string | undefined> =>
  Object.fromEntries(among.map(({ name }) => [name, refusals.find((row) => row.lies.includes(name))?.[asking]]));

let person: Person;
let hostile: HostileStore;
let first: Browser;
let second: Browser;

/** The exchanges of another account that the same password and the same phrase open. */
async function twin({ phrase = '' }: Person): Promise<HostileStore> {
  const other = await Person.arrive();
  const between = tap(other);
  const browser = await other.settledBrowser();
  await browser.ask('ways.addPhrase', { phrase, name: 'Phrase' });
  await other.joinedBrowser();
  return between;
}

interface Outcome {
  /** What each lie came to. */
  readonly codes: Record<string, string>;
  /** The requests that were made then, in their order: the ways in which that went. */
  readonly patterns: readonly string[];
}

/** Tells each lie to whoever asks in this attempt; nothing may be written meanwhile. */
async function told(machine: Machine, attempt: () => Promise<string>, among = lies): Promise<Outcome> {
  const codes: Record<string, string> = {};
  const patterns = new Set<string>();
  for (const lie of among) {
    const before = machine.database.contents();
    hostile.tell(lie);
    hostile.asked.length = 0;
    codes[lie.name] = await attempt();
    expect(hostile.lied, lie.name).toBeGreaterThan(0);
    expect(machine.database.contents(), lie.name).toEqual(before);
    patterns.add(hostile.asked.map(({ method, url }) => `${method} ${url.pathname}`).join(', '));
  }
  hostile.tell(undefined);
  return { codes, patterns: [...patterns] };
}

const endOf = (state: EntryState): string => (state.at === 'failed' ? state.code : state.at);

/** Every Argon2id call that a machine makes; the parameters are what matters. */
function stretchedBy(machine: Machine): StretchParameters[] {
  const calls: StretchParameters[] = [];
  machine.stretch = (password, parameters, length) => {
    calls.push(parameters);
    return quickStretch(password, parameters, length);
  };
  return calls;
}

function withinBounds(calls: readonly StretchParameters[]): void {
  expect(calls).not.toEqual([]);
  for (const parameters of calls) expect(() => checkStretch(parameters)).not.toThrow();
}

const pull = 'GET /v1/pull';
const signIn = 'POST /v1/signin/start, POST /v1/signin/key';
/** Whoever never was at the store asks for the key that a sign-in binds. */
const firstSignIn = 'POST /v1/signin/start, GET /v1/store, POST /v1/signin/key';

test('every lie has its row', () => {
  const rows = refusals.flatMap((row) => row.lies);
  expect(rows.toSorted()).toEqual(lies.map(({ name }) => name).toSorted());
});

describe('a store that lies about what opens a vault', () => {
  /** The second browser was away while a third one joined and the phrase got another name. */
  beforeEach(async () => {
    person = await Person.arrive();
    hostile = tap(person);
    first = await person.settledBrowser();
    await person.addPhrase(first);
    second = await person.joinedBrowser();
    await first.settled();
    second.online = false;
    const third = await person.joinedBrowser('third browser');
    await first.settled();
    const ways = await first.ask('ways.list', {});
    const { id } = ways.find(({ kind }) => kind === 'phrase') ?? { id: '' };
    await first.ask('ways.rename', { id, name: 'Renamed' });
    await first.note('written meanwhile');
    await first.settled();
    await third.settled();
    // From here on, only whom a test asks asks the store.
    for (const { parts } of [first, second, third]) parts.store.stop();
    hostile.learn(await twin(person));
    second.online = true;
  });

  test('an open browser refuses each, and follows once the truth is told', async () => {
    const { session, store } = second.parts;
    const [vault, client] = await Promise.all([session.vault(), store.client()]);
    // One round at a time: what stops an exchange for good may lock, and a locked browser asks for nothing.
    const sync = () => store.push(vault, client);
    expect(await told(second.machine, () => refusal(sync()))).toEqual({ codes: expected('open'), patterns: [pull] });
    await sync();
    expect(vault.ways.list()).toContainEqual(expect.objectContaining({ name: 'Renamed' }));
  });

  test('a browser that joins refuses each, keeps nothing, and joins once the truth is told', async () => {
    const machine = new Machine();
    const stretched = stretchedBy(machine);
    const fresh = person.browser(machine);
    const { ticket } = await person.enterByPassword(fresh);
    const { password, phrase = '' } = person;
    const byPassword = async () => endOf(await fresh.ask('signin.secret', { ticket, password }));
    const byPhrase = async () => endOf(await fresh.ask('signin.phrase', { ticket, phrase }));
    expect(await told(machine, byPassword)).toEqual({ codes: expected('password'), patterns: [pull] });
    const codes = expected('phrase', oneOfEach);
    expect(await told(machine, byPhrase, oneOfEach)).toEqual({ codes, patterns: [`${firstSignIn}, ${pull}`] });
    expect([machine.database.applied, machine.local.values.size]).toEqual([0, 0]);
    withinBounds(stretched);
    expect(await byPassword()).toBe('preview');
    await fresh.ask('signin.accept', { ticket, deviceName: 'fourth browser' });
    await fresh.settled();
  });

  test('a browser that was locked meanwhile refuses each, and opens once the truth is told', async () => {
    second.online = false;
    await second.note('unsent');
    await second.ask('lock', {});
    person.password = 'another horse, other batteries';
    await first.ask('ways.changePassword', { password: person.password });
    await person.addPhrase(first);
    await first.settled();
    first.parts.store.stop();
    second.online = true;
    const { password, phrase = '' } = person;
    const stretched = stretchedBy(second.machine);
    await second.restart();
    const byPassword = () => refusal(second.ask('unlock.password', { password }));
    // Of another generation, so nothing opens it.
    const codes = { ...expected('password'), 'the first keyring again': 'store-forged' };
    expect(await told(second.machine, byPassword)).toEqual({ codes, patterns: [pull] });
    withinBounds(stretched);
    const { ticket } = await second.ask('signin.start', {});
    const byPhrase = async () => endOf(await second.ask('signin.phrase', { ticket, phrase }));
    const again = await told(second.machine, byPhrase, oneOfEach);
    expect(again).toEqual({ codes: expected('phrase', oneOfEach), patterns: [`${signIn}, ${pull}`] });
    await second.ask('unlock.password', { password });
    expect(await second.titles()).toEqual(['unsent', 'written meanwhile']);
    await second.settled();
  });
});
