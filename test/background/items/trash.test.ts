import { beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../../../src/background/parts.ts';
import { soon } from '../../sync/support/soon.ts';
import { Machine } from '../support/parts.ts';
import { Person } from '../support/person.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

const day = 86_400_000;
const minute = 60_000;
const password = 'correct horse battery staple';
const blank = { kind: 'note', title: '', body: '', favourite: false, tags: [], folder: '', fields: [] } as const;

let machine: Machine;
let parts: Parts;
let ask: Ask;

const thrownAway = async (title: string): Promise<string> => {
  const { id } = await ask('items.save', { item: { ...blank, title } });
  await ask('items.trash', { id });
  return id;
};
const inTrash = async (): Promise<string[]> => {
  const { rows } = await ask('items.search', { query: '', in: 'trash', offset: 0, limit: 99 });
  return rows.map(({ title }) => title).toSorted();
};
/** The vault is locked and opened again. */
async function reopened(): Promise<void> {
  await ask('lock', {});
  machine.now += 1;
  await ask('unlock.password', { password });
}

beforeEach(async () => {
  machine = new Machine();
  parts = machine.background();
  ask = windows(parts);
  await ask('vault.create', { password, deviceName: 'Here' });
});

describe('the trash', () => {
  it('says when each item goes, and is emptied at the unlock after thirty days, in one commit', async () => {
    await thrownAway('One');
    await thrownAway('Two');
    const kept = (await ask('items.save', { item: { ...blank, title: 'Kept' } })).id;
    const { rows } = await ask('items.search', { query: '', in: 'trash', offset: 0, limit: 9 });
    expect(rows[0]?.goesAt).toBe(machine.now + 30 * day);
    machine.now += 29 * day;
    await reopened();
    await thrownAway('Later');
    expect(await inTrash()).toEqual(['Later', 'One', 'Two']);
    const { sequence } = await ask('about', {});
    machine.now += day;
    await reopened();
    await soon(async () => expect(await inTrash()).toEqual(['Later']));
    expect((await ask('about', {})).sequence).toBe(sequence + 1);
    expect((await ask('items.read', { id: kept })).item.title).toBe('Kept');
  });

  it('is emptied while the vault stays open, too, and keeps what was brought back', async () => {
    const back = await thrownAway('Brought back');
    await thrownAway('Due');
    machine.now += 30 * day - 30 * minute;
    await reopened();
    await ask('items.restore', { id: back });
    // Somebody is at it all the time.
    for (let passed = 0; passed <= 60; passed += 5) {
      machine.now += 5 * minute;
      expect((await ask('items.search', { query: '', in: 'trash', offset: 0, limit: 9 })).total).toBe(1);
    }
    expect(await parts.trash.sweep()).toBe(1);
    expect(await inTrash()).toEqual([]);
    expect((await ask('items.read', { id: back })).item.title).toBe('Brought back');
    expect(await parts.trash.sweep()).toBe(0);
  });

  it('is left alone while everything is locked', async () => {
    await thrownAway('One');
    await ask('lock', {});
    machine.now += 31 * day;
    expect(await parts.trash.sweep()).toBe(0);
  });
});

it('what another browser brought back while this one could not hear of it stays', async () => {
  const person = await Person.arrive();
  const first = await person.settledBrowser();
  const id = await first.note('of both');
  const gone = await first.note('of nobody');
  await first.ask('items.trash', { id });
  await first.ask('items.trash', { id: gone });
  await first.settled();
  const second = await person.joinedBrowser();
  first.online = false;
  await second.ask('items.restore', { id });
  await second.settled();
  // Here both are due.
  const { clock } = first.machine;
  first.machine.clock = () => clock() + 31 * day;
  const unlock = { password: person.password };
  await first.ask('lock', {});
  await first.ask('unlock.password', unlock);
  await soon(async () => {
    const { total } = await first.ask('items.search', { query: '', in: 'trash', offset: 0, limit: 9 });
    expect(total).toBe(0);
  });
  expect(await first.titles()).toEqual([]);
  first.machine.clock = clock;
  await first.ask('lock', {});
  first.online = true;
  await first.ask('unlock.password', unlock);
  await first.ask('account.sync', {}).catch(() => undefined);
  await soon(async () => expect([await first.titles(), await second.titles()]).toEqual([['of both'], ['of both']]));
  const { total } = await second.ask('items.search', { query: '', in: 'trash', offset: 0, limit: 9 });
  expect(total).toBe(0);
});
