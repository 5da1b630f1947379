import { beforeEach, expect, it } from 'vitest';
import { Watch } from '../../../src/background/recovery/watch.ts';
import { letterTo } from '../../server/support/recovery.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

const HOUR = 3_600_000;
const questions = ['Whose boat never sailed?', 'Where did we get lost?', 'What stood on the shelf?'];
const answers = ["Wednesday's Herring", 'behind the tannery at Ulm', 'Three Bélugas'];

let person: Person;
let laptop: Browser;
let wakes: number[];
let watch: Watch;

beforeEach(async () => {
  person = await Person.arrive();
  laptop = await person.settledBrowser();
  wakes = [];
  watch = watchOf(laptop);
});

/** As the browser has it that the next event wakes. */
function watchOf({ parts }: Browser): Watch {
  return new Watch({ ...parts, wakeAt: (when) => Promise.resolve(void wakes.push(when)) });
}

const code = (): string => letterTo(person.store.mails, person.email).code;
const told = (): number => laptop.machine.told.filter(({ type }) => type === 'recovery').length;

async function somebodyAsks(): Promise<void> {
  await person.renew(laptop);
  const { ticket } = await laptop.ask('recovery.answers.mail', { email: person.email, language: 'en' });
  await laptop.ask('recovery.answers.set', { questions, answers, ticket, code: code() });
  await laptop.settled();
  await laptop.ask('lock', {});
  const fresh = person.browser();
  const { ticket: entry } = await fresh.ask('signin.start', { address: person.address });
  await fresh.ask('recovery.ask.open', { ticket: entry, email: person.email, language: 'en', by: 'answers' });
  await fresh.ask('recovery.ask.code', { ticket: entry, code: code() });
}

it('tells a locked browser that somebody asks for its vault, and once it is stopped, that nobody does', async () => {
  await watch.look();
  expect(await watch.isAlarmed()).toBe(false);
  await somebodyAsks();
  const before = told();
  await watch.look();
  expect(await watch.isAlarmed()).toBe(true);
  expect(told()).toBe(before + 1);
  expect(wakes).toHaveLength(2);
  // It takes no secret to be told who asks, and one to stop it.
  const [open] = (await laptop.ask('recovery.answers', {})).open;
  const recovery = open?.recovery ?? '';
  await expect(laptop.ask('recovery.answers.veto', { recovery })).rejects.toMatchObject({ code: 'locked' });
  await laptop.ask('unlock.password', { password: person.password });
  await laptop.ask('recovery.answers.veto', { recovery });
  await watch.look();
  expect(await watch.isAlarmed()).toBe(false);
});

it('keeps what it knew over a restart and while the store is away, and asks again', async () => {
  await somebodyAsks();
  await watch.look();
  laptop.online = false;
  await laptop.restart();
  watch = watchOf(laptop);
  const [before, asked] = [told(), wakes.length];
  person.store.clock.forward(HOUR);
  await watch.look();
  expect(await watch.isAlarmed()).toBe(true);
  expect(told()).toBe(before);
  expect(wakes).toHaveLength(asked + 1);
  expect(wakes.at(-1)).toBeGreaterThan(person.store.clock.now());
});

it('asks nobody in a vault that is at no store', async () => {
  const local = person.browser();
  await local.ask('vault.create', { password: person.password, deviceName: 'Alone' });
  const alone = watchOf(local);
  await alone.look();
  expect(wakes).toEqual([]);
  expect(await alone.isAlarmed()).toBe(false);
});
