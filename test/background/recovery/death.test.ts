import fc from 'fast-check';
import { expect, it } from 'vitest';
import { letterTo } from '../../server/support/recovery.ts';
import { patience, runs } from '../../support/runs.ts';
import { live, someDeaths } from '../support/live.ts';
import { Life } from '../support/memory.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

const DAY = 24 * 60 * 60_000;
const email = 'mira.fjord@example.org';
const questions = ['Whose boat never sailed?', 'Where did we get lost?', 'What stood on the shelf?'];
const answers = ["Wednesday's Herring", 'behind the tannery at Ulm', 'Three Bélugas'];

/** Somebody at a store who just proved a way in. */
async function arrived(): Promise<{ person: Person; laptop: Browser }> {
  const person = await Person.arrive();
  const laptop = await person.settledBrowser();
  await laptop.note('Alarm code');
  await laptop.settled();
  await person.renew(laptop);
  return { person, laptop };
}

async function setUp(person: Person, { ask }: Browser): Promise<void> {
  const { ticket } = await ask('recovery.answers.mail', { email, language: 'en' });
  const { code } = letterTo(person.store.mails, email);
  await ask('recovery.answers.set', { questions, answers, ticket, code });
}

/** Somebody with answers at their store, whose browser is gone. */
async function lost(): Promise<Person> {
  const { person, laptop } = await arrived();
  await setUp(person, laptop);
  await laptop.settled();
  laptop.parts.store.stop();
  return person;
}

/** Goes on from wherever it stands, as the screens lead a person, until the vault is here. */
async function goOn(person: Person, { ask }: Browser): Promise<void> {
  let { ticket } = await ask('signin.start', { address: person.address });
  let state = await ask('recovery.ask', { ticket });
  if (state.at === 'none') state = await ask('recovery.ask.open', { ticket, email, language: 'en', by: 'answers' });
  if (state.at === 'asked') {
    const { code } = letterTo(person.store.mails, email);
    state = await ask('recovery.ask.code', { ticket, code });
  }
  if (state.at === 'waiting') {
    person.store.clock.forward(DAY + 60_000);
    // Nobody leaves the page of a sign-in open for a day.
    ({ ticket } = await ask('signin.start', { address: person.address }));
    state = await ask('recovery.ask', { ticket });
  }
  expect(state).toMatchObject({ at: 'open', questions });
  expect(await ask('recovery.ask.answers', { ticket, answers })).toMatchObject({ at: 'preview' });
  await ask('signin.accept', { ticket, deviceName: 'fresh' });
}

/** A browser that has nothing, and whose background lives so long on the way back. */
async function dying(person: Person, life: Life): Promise<Browser> {
  const fresh = person.browser();
  const dead = live(fresh, life);
  await Promise.race([goOn(person, fresh).catch(() => undefined), dead]);
  return fresh;
}

async function diesAt(life: Life): Promise<void> {
  const person = await lost();
  const fresh = await dying(person, life);
  fresh.parts.store.stop();
  const again = person.browser(fresh.machine);
  await again.parts.store.start();
  const { vault } = await again.ask('status', {});
  if (vault === 'none') await goOn(person, again);
  else if ((await again.ask('status', {})).lock !== 'unlocked')
    await again.ask('unlock.password', { password: person.password });
  await again.settled();
  expect(await again.titles()).toEqual(['Alarm code']);
  again.parts.store.stop();
}

/** The laptop dies while it sets answers up; then it sets them up once more, if it has to, and they bring everything back. */
async function diesInSetUp(life: Life): Promise<number> {
  const { person, laptop } = await arrived();
  laptop.parts.store.stop();
  const dead = live(laptop, life);
  const work = async (): Promise<void> => {
    await laptop.parts.store.start();
    await setUp(person, laptop).catch(() => undefined);
  };
  await Promise.race([work(), dead]);
  laptop.parts.store.stop();
  const again = person.browser(laptop.machine);
  await again.ask('lock', {});
  await again.ask('unlock.password', { password: person.password });
  await again.settled();
  const { isSet } = await again.ask('recovery.answers', {});
  if (!life.isOver()) expect(isSet).toBe(true);
  await person.renew(again);
  if (!isSet) await setUp(person, again);
  await again.settled();
  again.parts.store.stop();
  const fresh = person.browser();
  await goOn(person, fresh);
  await fresh.settled();
  expect(await fresh.titles()).toEqual(['Alarm code']);
  fresh.parts.store.stop();
  return life.steps;
}

it(
  'a browser that dies anywhere while answers are set up has them, or none, and can set them up',
  async () => {
    const steps = await diesInSetUp(new Life());
    expect(steps).toBeGreaterThan(4);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: steps }), fc.boolean(), async (step, after) => {
        await diesInSetUp(new Life(step, after));
      }),
      someDeaths(steps, runs(2)),
    );
  },
  patience(120_000),
);

it(
  'a browser that dies anywhere on the way back by answers goes on from there, and has everything',
  async () => {
    const life = new Life();
    const { parts } = await dying(await lost(), life);
    parts.store.stop();
    expect(life.steps).toBeGreaterThan(8);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: life.steps }), fc.boolean(), (step, after) =>
        diesAt(new Life(step, after)),
      ),
      someDeaths(life.steps, runs(2)),
    );
  },
  patience(120_000),
);
