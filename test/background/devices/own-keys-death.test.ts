import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agreementKeyPair } from '../../../src/crypto/index.ts';
import { findDevice } from '../../../src/devices/index.ts';
import { toHex } from '../../../src/encoding/index.ts';
import { openCore } from '../../../src/vault/state/core.ts';
import { patience, runs } from '../../support/runs.ts';
import { live, someDeaths } from '../support/live.ts';
import { Life } from '../support/memory.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

const MONTH = 31 * 24 * 3_600_000;

interface Two {
  readonly person: Person;
  readonly laptop: Browser;
  readonly phone: Browser;
}

/** Two browsers whose keys are a month old; the first has just proved a way in, here and at the store. */
async function pair(): Promise<Two> {
  const person = await Person.arrive();
  const laptop = await person.settledBrowser();
  await laptop.note('Alarm code');
  await laptop.settled();
  const phone = await person.joinedBrowser('phone');
  person.store.clock.forward(MONTH);
  for (const browser of [phone, laptop]) {
    await browser.ask('unlock.password', { password: person.password });
    await person.renew(browser);
    await browser.settled();
  }
  return { person, laptop, phone };
}

/** Does it in a background that lives so long. */
async function dying(browser: Browser, life: Life): Promise<void> {
  browser.parts.store.stop();
  const dead = live(browser, life);
  const renew = async (): Promise<void> => {
    await browser.parts.store.start();
    await browser.parts.upkeep.run(0);
  };
  await Promise.race([renew().catch(() => undefined), dead]);
}

async function reopened({ person }: Two, browser: Browser): Promise<void> {
  browser.parts.store.stop();
  Object.assign(browser, person.browser(browser.machine));
  await browser.ask('lock', {});
  await browser.ask('unlock.password', { password: person.password });
  await browser.settled();
}

/** What the list says of this browser, and the public halves of what it has for itself. */
async function ownKeys({ machine, parts }: Browser): Promise<{ listed: string[]; held: string[]; since: number }> {
  const { masterKey } = await parts.session.vault();
  const { list, device, secrets } = await openCore(machine.database.vault, masterKey);
  const certificate = findDevice(list.checked, device);
  if (!certificate) throw new Error('not listed');
  const [agreement, mailbox] = await Promise.all([
    agreementKeyPair(secrets.agreement),
    agreementKeyPair(secrets.mailbox),
  ]);
  return {
    listed: [certificate.agreement, certificate.mailbox].map(toHex),
    held: [agreement.publicKey, mailbox.publicKey].map(toHex),
    since: certificate.createdAt,
  };
}

async function diesAt(life: Life): Promise<void> {
  const two = await pair();
  const { person, laptop, phone } = two;
  await dying(laptop, life);
  if (!life.isOver()) await laptop.settled().catch(() => undefined);
  await reopened(two, laptop);
  const { listed, held } = await ownKeys(laptop);
  expect(held).toEqual(listed);
  // It can be done again, and then it is done.
  await laptop.parts.upkeep.run(0);
  await laptop.settled();
  const after = await ownKeys(laptop);
  expect(after.held).toEqual(after.listed);
  expect(person.store.clock.now() - after.since).toBeLessThan(MONTH / 2);
  // By its slot it still follows a rotation.
  await phone.ask('account.sync', {});
  await person.renew(phone);
  await phone.ask('devices.renewKeys', {});
  await laptop.ask('account.sync', {});
  expect(await laptop.ask('status', {})).toMatchObject({ lock: 'unlocked' });
  expect(await laptop.titles()).toEqual(['Alarm code']);
  for (const { parts } of [laptop, phone]) parts.store.stop();
}

async function stepsOf(): Promise<number> {
  const { laptop, phone } = await pair();
  const life = new Life();
  await dying(laptop, life);
  for (const { parts } of [laptop, phone]) parts.store.stop();
  return life.steps;
}

it(
  'a browser that dies while it renews its own keys holds what the list says, and goes on',
  async () => {
    const steps = await stepsOf();
    expect(steps).toBeGreaterThan(5);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: steps }), fc.boolean(), (step, after) =>
        diesAt(new Life(step, after)),
      ),
      someDeaths(steps, runs(4)),
    );
  },
  patience(120_000),
);
