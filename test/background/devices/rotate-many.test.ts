import { expect, it } from 'vitest';
import { newId } from '../../../src/crypto/index.ts';
import { toHex } from '../../../src/encoding/index.ts';
import { epochOf } from '../../../src/records/index.ts';
import { noteOf } from '../../bench/page/items.ts';
import { patience, runs } from '../../support/runs.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { handed } from './linking.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/** Ten thousand in the proof. */
const count = Math.min(10_000, runs(1_000));

async function fill({ parts }: Browser, many: number): Promise<void> {
  const vault = await parts.session.vault();
  const put = Array.from({ length: many }, (_, number) => ({
    id: newId(),
    domain: 'notes' as const,
    body: noteOf(number),
  }));
  await vault.records.write({ put });
}

const vaultOf = ({ parts }: Browser) => parts.session.vault();

/** Under how many keys the records of notes are sealed. */
async function epochsIn(browser: Browser): Promise<number> {
  const vault = await vaultOf(browser);
  const notes = new Set(vault.records.entries().map(({ id }) => id));
  const rows = [...browser.machine.database.records.values()].filter(({ id }) => notes.has(id));
  return new Set(rows.map(({ blob }) => toHex(epochOf(blob) ?? new Uint8Array()))).size;
}

/** All are followed and sent: they hold the same, sealed under one key, and every record opens. */
async function areSame(browsers: readonly Browser[], records: number): Promise<void> {
  for (const browser of browsers) await browser.ask('account.sync', {});
  for (const browser of browsers) {
    const vault = await vaultOf(browser);
    expect(vault.records.entries()).toHaveLength(records);
    expect(await vault.records.check()).toEqual({ damaged: [] });
    expect(await epochsIn(browser)).toBe(1);
  }
  const heads = await Promise.all(browsers.map(async (one) => (await one.ask('about', {})).head));
  expect(new Set(heads).size).toBe(1);
}

/** Seals again what has to be, from now on; whether it has come to its end. */
function resealing(browser: Browser): { isDone: boolean; readonly done: Promise<void> } {
  const state = {
    isDone: false,
    done: browser.parts.upkeep.run(0).then(() => {
      state.isDone = true;
    }),
  };
  return state;
}

it(
  'all records are sealed again while a third browser edits: all three end with the same, under the new keys',
  async () => {
    const person = await Person.arrive();
    const laptop = await person.settledBrowser();
    await fill(laptop, count);
    await laptop.ask('account.sync', {});
    const [phone, desk] = [await person.joinedBrowser('phone'), await person.joinedBrowser('desk')];
    for (const browser of [phone, desk, laptop]) await browser.ask('account.sync', {});
    const before = (await vaultOf(laptop)).generation;
    await person.renew(laptop);
    await laptop.ask('devices.renewKeys', {});
    const sealing = resealing(laptop);
    let edits = 0;
    for (; !sealing.isDone || edits < 10; edits += 1) {
      await desk.note(`Edit ${edits}`);
      const { rows } = await desk.ask('items.search', { query: '', in: 'all', offset: edits, limit: 1 });
      const { id, revision, item } = await desk.ask('items.read', { id: rows[0]?.id ?? '' });
      await desk.ask('items.save', { id, revision, base: item, item: { ...item, favourite: true } });
    }
    await sealing.done;
    await desk.settled();
    await laptop.parts.upkeep.run(0);
    await laptop.settled();
    await areSame([phone, desk, laptop], count + edits);
    expect((await vaultOf(phone)).generation).toBe(before + 1);
  },
  patience(60_000),
);

it(
  'a third browser renews the keys again meanwhile and lets in a fourth: all four end with the same, under the last keys',
  async () => {
    const many = Math.min(10_000, runs(450));
    const person = await Person.arrive();
    const laptop = await person.settledBrowser();
    await fill(laptop, many);
    await laptop.ask('account.sync', {});
    const [phone, desk] = [await person.joinedBrowser('phone'), await person.joinedBrowser('desk')];
    const before = (await vaultOf(laptop)).generation;
    await person.renew(desk);
    await person.renew(laptop);
    await laptop.ask('devices.renewKeys', {});
    const sealing = resealing(laptop);
    await desk.ask('account.sync', {});
    const fresh = person.browser();
    const ticket = await handed(person, desk, fresh);
    await fresh.ask('link.accept', { ticket, deviceName: 'fresh' });
    await person.renew(desk);
    await desk.ask('devices.renewKeys', {});
    const again = resealing(desk);
    await fresh.note('written in the fourth');
    await Promise.all([sealing.done, again.done]);
    const all = [phone, desk, laptop, fresh];
    for (const browser of all) await browser.ask('account.sync', {});
    // Whoever was overtaken goes on under the keys of now.
    for (const browser of [laptop, desk]) await browser.parts.upkeep.run(0);
    await areSame(all, many + 1);
    for (const browser of all) expect((await vaultOf(browser)).generation).toBe(before + 2);
    expect((await vaultOf(phone)).devices.signed.devices).toHaveLength(4);
  },
  patience(60_000),
);
