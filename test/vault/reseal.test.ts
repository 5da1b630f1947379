import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { newId } from '../../src/crypto/index.ts';
import { toHex } from '../../src/encoding/index.ts';
import { epochOf } from '../../src/records/index.ts';
import { pullAll } from '../../src/sync/index.ts';
import { openCore } from '../../src/vault/state/core.ts';
import type { Account } from '../support/synced.ts';
import { Browser, newAccount } from '../support/synced.ts';
import { patience, runs } from '../support/runs.ts';

const DAY = 86_400_000;
let account: Account;
let a: Browser;

beforeEach(async () => {
  account = await newAccount();
  a = await Browser.first(account, 'a');
});

async function rotate(browser: Browser): Promise<void> {
  await browser.vault.devices.propose({ kind: 'rotation' });
  await browser.sync();
  await browser.vault.devices.conclude();
}

/** As the background does it, until nothing is left. */
async function reseal(browser: Browser): Promise<void> {
  while ((await browser.vault.devices.reseal()) > 0) await browser.sync();
  await browser.sync();
}

const epochsOf = async ({ disk, vault }: Browser, domain: 'notes' | 'messages' | 'settings' | 'identity') =>
  (await openCore(disk.vault, vault.masterKey)).keyring.domains[domain].map(({ epoch }) => toHex(epoch));

/** Under which keys the store has records. */
const atStore = async (browser: Browser): Promise<Set<string>> => {
  const { records } = await pullAll(browser.client, undefined);
  return new Set(records.map(({ blob }) => toHex(epochOf(blob) ?? new Uint8Array(4))));
};

describe('after a rotation', () => {
  test('every record is sealed again under the current keys, in batches, and says what it said', async () => {
    const ids = [];
    for (let count = 0; count < 3; count += 1) ids.push(await a.write(`note ${count}`));
    await a.sync();
    const before = await a.notes();
    const [old] = await epochsOf(a, 'notes');
    await rotate(a);
    expect((await atStore(a)).has(old ?? '')).toBe(true);
    await reseal(a);
    expect((await atStore(a)).has(old ?? '')).toBe(false);
    expect(await a.notes()).toEqual(before);
    expect(await a.vault.devices.reseal()).toBe(0);
    expect(a.vault.replica.status?.unsent).toBe(0);
    expect(await a.vault.records.check()).toEqual({ damaged: [] });
  });

  test('opens no more at once than one commit takes, however many there are: an edit waits for no more', async () => {
    const notes = Array.from({ length: 650 }, (_, at) => ({
      id: newId(),
      domain: 'notes' as const,
      body: { title: `note ${at}` },
    }));
    await a.vault.records.write({ put: notes });
    await a.sync();
    await rotate(a);
    const opening = vi.spyOn(crypto.subtle, 'decrypt');
    try {
      expect(await a.vault.devices.reseal()).toBeGreaterThanOrEqual(450);
      // Two seals a record, and a few more of the vault itself.
      expect(opening.mock.calls.length).toBeLessThan(2 * 200 + 50);
    } finally {
      opening.mockRestore();
    }
    await reseal(a);
    expect(Object.keys(await a.notes())).toHaveLength(650);
  });

  test('former keys go after thirty days, where nothing is sealed under them; those of messages and settings stay', async () => {
    await a.write('a note');
    await a.sync();
    const [notes] = await epochsOf(a, 'notes');
    const [messages] = await epochsOf(a, 'messages');
    await rotate(a);
    account.now += 31 * DAY;
    expect(await epochsOf(a, 'notes')).toContain(notes);
    await reseal(a);
    expect(await epochsOf(a, 'notes')).toContain(notes);
    await reseal(a);
    expect(await epochsOf(a, 'notes')).not.toContain(notes);
    expect(await epochsOf(a, 'messages')).toContain(messages);
    expect(await epochsOf(a, 'settings')).toHaveLength(2);
    expect(
      [...a.disk.records.values()].some(({ base }) => base && toHex(epochOf(base.blob) ?? base.blob) === notes),
    ).toBe(false);
    expect(Object.keys(await a.notes())).toHaveLength(1);
  });

  test('not before', async () => {
    await rotate(a);
    account.now += 29 * DAY;
    await reseal(a);
    await a.vault.devices.reseal();
    expect(await epochsOf(a, 'notes')).toHaveLength(2);
  });

  test('an edit under a key that was shredded meanwhile arrives, from an open browser and from a locked one', async () => {
    const [b, c] = [await Browser.joining(account, 'b'), await Browser.joining(account, 'c')];
    const id = await a.write('common');
    await a.sync();
    await b.sync();
    await c.sync();
    await b.edit(id, { b: 1 });
    await c.edit(id, { c: 1 });
    await rotate(a);
    account.now += 31 * DAY;
    await reseal(a);
    await reseal(a);
    expect(await epochsOf(a, 'notes')).toHaveLength(1);
    await b.sync();
    await c.reopen();
    await c.sync();
    await a.sync();
    expect((await a.notes())[id]).toMatchObject({ title: 'common', b: 1, c: 1 });
  });
});

interface Step {
  readonly by: number;
  readonly op: 'write' | 'edit' | 'remove' | 'sync' | 'rotate' | 'reseal' | 'time';
}

test(
  'rotations between the edits of three devices: all come to the same, nothing is unreadable, and nothing at the store opens by a retired key',
  async () => {
    const ops = fc.constantFrom<Step['op']>(
      'write',
      'edit',
      'edit',
      'remove',
      'sync',
      'sync',
      'rotate',
      'reseal',
      'time',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ by: fc.nat(2), op: ops }), { minLength: 4, maxLength: 14 }),
        async (steps) => {
          account = await newAccount();
          const first = await Browser.first(account, 'a');
          const all = [first, await Browser.joining(account, 'b'), await Browser.joining(account, 'c')];
          const shared = await first.write('shared');
          for (const browser of [...all, ...all]) await browser.sync();
          for (const { by, op } of steps) {
            const browser = all[by] ?? first;
            const [id = ''] = browser.vault.records.entries().map((entry) => entry.id);
            const has = browser.vault.records.has(id);
            if (op === 'write') await browser.write(`by ${by}`);
            if (op === 'edit' && has) await browser.edit(id, { [`of${by}`]: account.now });
            if (op === 'remove' && has && id !== shared) await browser.remove(id);
            if (op === 'sync') await browser.sync();
            if (op === 'rotate') await rotate(browser);
            if (op === 'reseal') await browser.vault.devices.reseal();
            if (op === 'time') account.now += 16 * DAY;
          }
          for (const browser of [...all, ...all]) await browser.sync();
          account.now += 31 * DAY;
          await reseal(first);
          await reseal(first);
          for (const browser of [...all, ...all]) await browser.sync();
          for (const browser of all) {
            expect(await browser.notes()).toEqual(await first.notes());
            expect(await browser.vault.records.check()).toEqual({ damaged: [] });
          }
          const kept = await Promise.all(
            (['notes', 'identity', 'settings'] as const).map((one) => epochsOf(first, one)),
          );
          const current = new Set(kept.map((epochs) => epochs.at(-1)));
          for (const epoch of await atStore(first)) expect(current.has(epoch)).toBe(true);
          expect(kept[0]).toHaveLength(1);
        },
      ),
      { numRuns: runs(6) },
    );
  },
  patience(60_000),
);
