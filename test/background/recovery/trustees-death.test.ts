import fc from 'fast-check';
import { expect, it } from 'vitest';
import { letterTo } from '../../server/support/recovery.ts';
import { patience, runs } from '../../support/runs.ts';
import { writer } from '../messages/support/two.ts';
import type { Writer } from '../messages/support/two.ts';
import { live, someDeaths } from '../support/live.ts';
import { Life } from '../support/memory.ts';
import type { Browser } from '../support/person.ts';
import { met } from '../support/trustees.ts';
import type { Trustee } from '../support/trustees.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

const DAY = 24 * 60 * 60_000;
const email = 'mira.elsewhere@example.org';

/** Mira, and two who are to hold the parts of her way back. */
interface World {
  mira: Writer;
  readonly jonas: Trustee;
  readonly ruth: Trustee;
}

async function arrived(): Promise<World> {
  const mira = await writer('Mira');
  const [jonas, ruth] = [await met(mira, 'Jonas'), await met(mira, 'Ruth')];
  await mira.browser.note('Alarm code');
  await mira.browser.settled();
  await mira.person.renew(mira.browser);
  return { mira, jonas, ruth };
}

async function setUp({ mira: { person, browser }, jonas, ruth }: World): Promise<void> {
  const people = [jonas.id, ruth.id];
  const { needsAddress } = await browser.ask('trustees.read', {});
  if (!needsAddress) {
    await browser.ask('trustees.set', { people, needed: 2 });
    return;
  }
  const { ticket } = await browser.ask('recovery.answers.mail', { email, language: 'en' });
  const { code } = letterTo(person.store.mails, email);
  await browser.ask('trustees.set', { people, needed: 2, proof: { ticket, code } });
}

/** Until both have said that they hold their part: so many rounds of their mailboxes at most. */
async function held({ mira, jonas, ruth }: World): Promise<void> {
  await mira.browser.settled();
  const states = async () => {
    const view = await mira.browser.ask('trustees.read', {});
    return view.state === 'set' ? view.people.map(({ state }) => state) : [view.state];
  };
  for (let left = 40; left > 0 && (await states()).some((state) => state !== 'held'); left -= 1) {
    for (const { browser } of [mira, jonas, ruth]) {
      await browser.parts.messages.send();
      await browser.parts.messages.receive();
    }
  }
  expect(await states()).toEqual(['held', 'held']);
}

/** A browser of the same profile, as after the death of the one before: nothing of it is lost but what was in memory. */
async function again({ person, browser }: Writer): Promise<Browser> {
  browser.parts.store.stop();
  const next = person.browser(browser.machine);
  await next.ask('lock', {});
  await next.ask('unlock.password', { password: person.password });
  await next.settled();
  return next;
}

/** Its background lives so long, and does this. */
async function dying(browser: Browser, life: Life, work: () => Promise<unknown>): Promise<void> {
  browser.parts.store.stop();
  const dead = live(browser, life);
  const working = async (): Promise<void> => {
    await browser.parts.store.start();
    await work().catch(() => undefined);
  };
  await Promise.race([working(), dead]);
}

const hand = ({ browser, mira }: Trustee, code: string) =>
  browser.ask('trust.hand', { contact: mira, code, spoke: true });
const handedAt = async ({ browser, mira }: Trustee) =>
  (await browser.ask('trust.read', { contact: mira }).then((view) => ('asked' in view ? view.asked : undefined)))
    ?.handedAt;

/** The code that a browser which has nothing asks by; it goes on from wherever it stands. */
async function asks({ mira: { person } }: World, { ask }: Browser): Promise<string> {
  const { ticket } = await ask('signin.start', { address: person.address });
  let state = await ask('recovery.ask', { ticket });
  if (state.at === 'none') state = await ask('recovery.ask.open', { ticket, email, language: 'en', by: 'trustees' });
  if (state.at === 'asked') {
    state = await ask('recovery.ask.code', { ticket, code: letterTo(person.store.mails, email).code });
  }
  if (state.at !== 'gathering') throw new Error(state.at);
  return state.code;
}

/** Both hand over, and after the wait everything is there. */
async function opens(world: World, fresh: Browser): Promise<void> {
  const code = await asks(world, fresh);
  for (const one of [world.jonas, world.ruth]) await hand(one, code);
  world.mira.person.store.clock.forward(DAY + 60_000);
  await enters(world, fresh);
}

async function enters({ mira: { person } }: World, fresh: Browser): Promise<void> {
  const { ticket } = await fresh.ask('signin.start', { address: person.address });
  expect(await fresh.ask('recovery.ask', { ticket })).toMatchObject({ isOpen: true, isEnough: true });
  expect(await fresh.ask('recovery.ask.shares', { ticket })).toMatchObject({ at: 'preview' });
  await fresh.ask('signin.accept', { ticket, deviceName: 'fresh' });
  await fresh.settled();
  expect(await fresh.titles()).toEqual(['Alarm code']);
}

const stop = ({ mira, jonas, ruth }: World, ...more: Browser[]): void =>
  [mira.browser, jonas.browser, ruth.browser, ...more].forEach(({ parts }) => parts.store.stop());

/** Mira's browser dies while she chooses; she chooses once more if she has to, and what stands then brings everything back. */
async function diesInSetUp(life: Life): Promise<number> {
  const world = await arrived();
  const { person, browser } = world.mira;
  await dying(browser, life, () => setUp(world));
  world.mira = { person, browser: await again(world.mira) };
  const { state } = await world.mira.browser.ask('trustees.read', {});
  if (!life.isOver()) expect(state).toBe('set');
  if (state !== 'set') {
    await person.renew(world.mira.browser);
    await setUp(world);
  }
  await world.mira.browser.settled();
  await held(world);
  const fresh = person.browser();
  await opens(world, fresh);
  stop(world, fresh);
  return life.steps;
}

/** Jonas's browser dies while it hands his part over; it goes on by itself, or he hands over once more. */
async function diesHanding(life: Life): Promise<number> {
  const world = await arrived();
  await setUp(world);
  await held(world);
  const fresh = world.mira.person.browser();
  const code = await asks(world, fresh);
  const { jonas } = world;
  await dying(jonas.browser, life, () => hand(jonas, code));
  const back: Trustee = { ...jonas, browser: await again(jonas) };
  await back.browser.parts.trusts.due();
  if ((await handedAt(back)) === undefined) await hand(back, code);
  await hand(world.ruth, code);
  world.mira.person.store.clock.forward(DAY + 60_000);
  await enters(world, fresh);
  stop(world, back.browser, fresh);
  return life.steps;
}

/** The browser that has nothing dies on its way in; it goes on, or asks once more. */
async function diesAsking(life: Life): Promise<number> {
  const world = await arrived();
  await setUp(world);
  await held(world);
  const first = world.mira.person.browser();
  await dying(first, life, () => opens(world, first));
  first.parts.store.stop();
  const fresh = world.mira.person.browser(first.machine);
  await fresh.parts.store.start();
  const { vault, lock } = await fresh.ask('status', {});
  if (vault === 'none') {
    for (const { browser, person } of [world.jonas, world.ruth]) {
      await browser.ask('unlock.password', { password: person.password });
    }
    await opens(world, fresh);
  } else if (lock !== 'unlocked') {
    await fresh.ask('unlock.password', { password: world.mira.person.password });
  }
  await fresh.settled();
  expect(await fresh.titles()).toEqual(['Alarm code']);
  stop(world, fresh);
  return life.steps;
}

it.each([
  ['while people are chosen has them, or none, and can choose', diesInSetUp],
  ['while a part is handed over has handed it, or can', diesHanding],
  ['on the way back by trusted people goes on from there', diesAsking],
] as const)(
  'a browser that dies anywhere %s, and everything comes back',
  async (_, dies) => {
    const steps = await dies(new Life());
    expect(steps).toBeGreaterThan(2);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: steps }), fc.boolean(), async (step, after) => {
        await dies(new Life(step, after));
      }),
      someDeaths(steps, runs(2)),
    );
  },
  patience(240_000),
);
