import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../../src/rpc/index.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

const password = 'correct horse battery staple';
const report = { leftOut: [{ line: 3, what: 'a canary', why: 'quote' as const }], reasons: { quote: 1 } };
const note = { kind: 'note' as const, title: 'One', body: 'text', favourite: false, tags: [], folder: '', fields: [] };
const items: InputOf<'transfer.stage'>['items'] = ['One', 'Two'].map((title) => ({ item: { ...note, title } }));

let machine: Machine;
let ask: Ask;

beforeEach(async () => {
  machine = new Machine();
  ask = windows(machine.background());
  await ask('vault.create', { password, deviceName: 'This browser' });
});

const shelf = (): string[] => [...machine.local.values.keys()].filter((key) => key.startsWith('import'));

async function staged(): Promise<string> {
  const { id } = await ask('transfer.begin', { name: 'passwords.csv', report });
  await ask('transfer.stage', { id, items });
  return id;
}

async function imported(): Promise<string> {
  const id = await staged();
  await ask('transfer.run', { id, choices: { all: 'merge', single: {} } });
  while ((await ask('transfer.state', {})).at === 'running') await turn();
  return id;
}

describe('what was staged and never told to come', () => {
  it('is off the shelf after a lock; what was told to come is not', async () => {
    const id = await staged();
    expect(shelf().length).toBeGreaterThan(2);
    await ask('lock', {});
    while (shelf().length > 0) await turn();
    await ask('unlock.password', { password });
    await expect(ask('transfer.run', { id, choices: { all: 'merge', single: {} } })).rejects.toMatchObject({
      code: 'import-gone',
    });
    await imported();
    await ask('lock', {});
    await ask('unlock.password', { password });
    expect(await ask('transfer.state', {})).toMatchObject({ at: 'done', done: 2 });
  });

  it.each([
    ['stays for a day', -1, true],
    ['is gone after a day', 1, false],
  ])('%s where the browser was closed over it', async (_, later, isThere) => {
    const id = await staged();
    machine.memory.values.clear();
    machine.now += 24 * 60 * 60_000 + later;
    ask = windows(machine.background());
    await ask('unlock.password', { password });
    // One turn after the other: this one is refused when that of the unlock is over.
    await expect(ask('transfer.stage', { id, items })).rejects.toMatchObject({ code: 'import-gone' });
    expect(shelf().length > 0).toBe(isThere);
  });
});

describe('what was imported', () => {
  it('can be taken back, also once the keys of then are gone', async () => {
    const parts = machine.background();
    ask = windows(parts);
    await ask('unlock.password', { password });
    const id = await imported();
    const former = (await parts.session.vault()).domainKey('logins')?.epoch;
    await ask('devices.renewKeys', {});
    machine.now += 31 * 24 * 60 * 60_000;
    await ask('unlock.password', { password });
    const vault = await parts.session.vault();
    while ((await vault.devices.reseal()) > 0);
    await vault.devices.reseal();
    expect(vault.domainKey('logins', former ?? new Uint8Array(4))).toBeUndefined();
    expect(await ask('transfer.state', {})).toMatchObject({ at: 'done', id, done: 2 });
  });
});

describe('what was left out of a file', () => {
  it('is told as long as the import can be taken back, also by another background', async () => {
    const id = await imported();
    expect(JSON.stringify([...machine.local.values])).not.toContain('canary');
    ask = windows(machine.background());
    expect(await ask('transfer.report', { id })).toEqual(report);
    await ask('transfer.undo', { id });
    await expect(ask('transfer.report', { id })).rejects.toMatchObject({ code: 'import-gone' });
    expect(shelf()).toEqual([]);
  });
});
