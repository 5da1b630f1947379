import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochOf } from '../../../src/records/index.ts';
import { toHex } from '../../../src/encoding/index.ts';
import { pullAll } from '../../../src/sync/index.ts';
import { openCore } from '../../../src/vault/state/core.ts';
import { soon } from '../../sync/support/soon.ts';
import { patience, runs } from '../../support/runs.ts';
import { live, someDeaths } from '../support/live.ts';
import { Life } from '../support/memory.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

const none = new Uint8Array(4);
const written = ['Alarm code', 'Boat keys', 'Cellar'];

interface Two {
  readonly person: Person;
  readonly laptop: Browser;
  readonly phone: Browser;
  /** The phone's, in the list. */
  readonly id: string;
}

/** Two browsers with the same notes; the first has just proved a way in, here and at the store. */
async function pair(): Promise<Two> {
  const person = await Person.arrive();
  const laptop = await person.settledBrowser();
  for (const title of written) await laptop.note(title);
  await laptop.settled();
  const phone = await person.joinedBrowser('phone');
  await laptop.ask('account.sync', {});
  await person.renew(laptop);
  const id = (await laptop.ask('devices.list', {})).find(({ isThis }) => !isThis)?.id ?? '';
  return { person, laptop, phone, id };
}

type Deed = (browser: Browser, id: string) => Promise<unknown>;

const removal = 'a removal';
/** What is asked, and what the background does by itself after its answer. */
const deeds: Record<string, Deed> = {
  [removal]: async ({ ask, parts }, id) => {
    await ask('devices.remove', { id, lost: true });
    await parts.upkeep.run(0);
  },
  'new keys for everything': async ({ ask, parts }) => {
    await ask('devices.renewKeys', {});
    await parts.upkeep.run(0);
  },
};

const generationOf = async ({ parts }: Browser): Promise<number> => (await parts.session.vault()).generation;
const idsOf = async ({ ask }: Browser): Promise<string[]> =>
  (await ask('devices.list', {})).map(({ id }) => id).toSorted();

/** As after the browser's next start, with the password. */
async function opened({ person }: Two, browser: Browser): Promise<void> {
  browser.parts.store.stop();
  Object.assign(browser, person.browser(browser.machine));
  await browser.ask('status', {});
  await browser.ask('lock', {});
  await browser.ask('unlock.password', { password: person.password });
}

async function reopened(two: Two, browser: Browser): Promise<void> {
  await opened(two, browser);
  await browser.parts.store.start();
  await browser.settled();
}

async function isReadable(browser: Browser): Promise<void> {
  expect(await browser.titles()).toEqual(written);
  expect(await (await browser.parts.session.vault()).records.check()).toEqual({ damaged: [] });
}

/** Everything opens here, and to somebody who has nothing but the store and the password. */
async function isWhole({ person }: Two, laptop: Browser): Promise<void> {
  await isReadable(laptop);
  const fresh = await person.joinedBrowser('fresh');
  expect(await fresh.titles()).toEqual(written);
  expect(await generationOf(fresh)).toBe(await generationOf(laptop));
  await laptop.ask('account.sync', {});
  expect(await idsOf(laptop)).toEqual(await idsOf(fresh));
  fresh.parts.store.stop();
}

/** No record at the store is under keys of before. */
async function isResealed({ machine, parts }: Browser): Promise<void> {
  const { masterKey } = await parts.session.vault();
  const { keyring } = await openCore(machine.database.vault, masterKey);
  const current = new Set(Object.values(keyring.domains).map((epochs) => toHex(epochs.at(-1)?.epoch ?? none)));
  const { records } = await pullAll(await parts.store.client(), undefined);
  for (const { blob } of records) expect(current).toContain(toHex(epochOf(blob) ?? none));
}

async function follows(two: Two, isRemoved: boolean): Promise<void> {
  const { phone } = two;
  await phone.ask('account.sync', {}).catch(() => undefined);
  await soon(async () => expect((await phone.ask('status', {})).vault).toBe(isRemoved ? 'none' : 'present'));
  if (!isRemoved) expect(await phone.titles()).toEqual(written);
}

/** Does it in a background that lives so long. */
async function dying(browser: Browser, life: Life, work: () => Promise<unknown>): Promise<'done' | 'failed'> {
  browser.parts.store.stop();
  const dead = live(browser, life);
  const told = async (): Promise<'done' | 'failed'> => {
    await browser.parts.store.start();
    return work().then(
      () => 'done',
      () => 'failed',
    );
  };
  return Promise.race([told(), dead.then(() => 'failed' as const)]);
}

async function stepsOf(deed: Deed): Promise<number> {
  const { laptop, phone, id } = await pair();
  const life = new Life();
  await dying(laptop, life, () => deed(laptop, id));
  for (const { parts } of [laptop, phone]) parts.store.stop();
  return life.steps;
}

/** Dies there, and then everything that may be asked of such a browser, its store and the other one. */
async function diesAt(name: string, deed: Deed, life: Life): Promise<void> {
  const two = await pair();
  const { person, laptop, phone, id } = two;
  const first = await generationOf(laptop);
  const told = await dying(laptop, life, () => deed(laptop, id));
  // One that has not died yet sends what is left, or dies at that, before another takes its place: no browser runs two.
  if (!life.isOver()) await laptop.settled().catch(() => undefined);
  await reopened(two, laptop);

  const generation = await generationOf(laptop);
  const isMade = generation > first;
  expect(isMade || told === 'failed').toBe(true);
  const isRemoved = isMade && name === removal;
  expect((await idsOf(laptop)).includes(id)).toBe(!isRemoved);
  if (isRemoved) expect(await laptop.ask('devices.lost', {})).toMatchObject([{ device: id }]);
  await isWhole(two, laptop);
  await follows(two, isRemoved);

  await person.renew(laptop);
  if (isRemoved) await expect(deed(laptop, id)).rejects.toMatchObject({ code: 'unknown-device' });
  else await deed(laptop, id);
  await laptop.parts.upkeep.run(0);
  await laptop.settled();
  expect(await generationOf(laptop)).toBe(isRemoved ? generation : generation + 1);
  await isResealed(laptop);
  await isWhole(two, laptop);
  await follows(two, name === removal);
  for (const { parts } of [laptop, phone]) parts.store.stop();
}

describe.each(Object.entries(deeds))('the background dying during %s', (name, deed) => {
  it(
    'leaves the state before or after, never one between, and then it can be done again',
    async () => {
      const steps = await stepsOf(deed);
      expect(steps).toBeGreaterThan(10);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: steps }), fc.boolean(), (step, after) =>
          diesAt(name, deed, new Life(step, after)),
        ),
        someDeaths(steps, runs(3)),
      );
    },
    patience(120_000),
  );

  it('is found out where a step could be half done', async () => {
    const two = await pair();
    const { laptop, id } = two;
    const { database } = laptop.machine;
    const whole = database.apply.bind(database);
    database.apply = (change) => whole({ ...change, put: [] });
    await dying(laptop, new Life(), () => deed(laptop, id));
    database.apply = whole;
    await expect(opened(two, laptop).then(() => isReadable(laptop))).rejects.toThrow();
    for (const { parts } of [laptop, two.phone]) parts.store.stop();
  });
});
