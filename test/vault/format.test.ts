import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenVault, WayParameters } from '../../src/vault/index.ts';
import { openExport } from '../../src/vault/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { bytes, fromBase64url, toBase64url, toId } from '../../src/encoding/index.ts';
import { passkeySecret, passwordSecret } from '../../src/keys/index.ts';
import type { StoredRecord, VaultHeader } from '../../src/records/index.ts';
import { MemoryDatabase } from '../support/memory-database.ts';
import { quickStretch } from '../support/quick-stretch.ts';
import { keeperOf } from '../support/vaults.ts';
import fixture from '../vectors/vault-format-1.json';

/** Undoes how the fixture writes bytes. */
function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  if ('bytes' in value) return fromBase64url(String(value.bytes));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)]));
}

function storeOf(): MemoryDatabase {
  const store = new MemoryDatabase();
  store.header = revive(fixture.header) as VaultHeader;
  store.records = new Map((revive(fixture.records) as StoredRecord[]).map((row) => [row.id, row]));
  store.snapshot = revive(fixture.snapshot) as MemoryDatabase['snapshot'];
  return store;
}

async function secretOf(parameters: WayParameters): Promise<Bytes> {
  if (parameters.kind === 'password') return passwordSecret(fixture.password, parameters.stretch, quickStretch);
  if (parameters.kind === 'passkey') return passkeySecret(fromBase64url(fixture.prf), parameters.salt);
  throw new Error('the fixture has no phrase');
}

async function openBy(store: MemoryDatabase, kind: 'password' | 'passkey'): Promise<OpenVault> {
  const keeper = keeperOf(store);
  for (const { id, parameters } of await keeper.ways()) {
    if (parameters.kind !== kind) continue;
    const secret = await secretOf(parameters);
    const vault = await keeper.unlock(id, secret);
    if (vault) return vault;
  }
  throw new Error('it does not open');
}

describe.each(['password', 'passkey'] as const)('a vault of format 1, opened by its %s', (kind) => {
  let vault: OpenVault;
  beforeAll(async () => {
    vault = await openBy(storeOf(), kind);
  });

  test('is what it was', async () => {
    expect(vault).toMatchObject({ account: fixture.account, generation: 3, sequence: 5 });
    expect(vault.device.name).toBe('This laptop');
    expect(vault.ways.list().map(({ name }) => name)).toEqual(['Passkey', 'Password']);
    expect(vault.records.namedId('settings')).toBe(fixture.settings);
    expect(await vault.records.check()).toEqual({ damaged: [] });
  });

  test('gives its records, from the index and one by one', async () => {
    const id = toId(bytes(16).fill(1));
    expect(vault.records.entries()).toEqual([{ id, revision: 2, title: 'Erste Notiz, bearbeitet' }]);
    expect(await vault.records.read(id)).toMatchObject({
      domain: 'notes',
      body: { history: [{ value: 'Erste Notiz' }] },
    });
    expect(await vault.records.read(fixture.settings)).toMatchObject({
      domain: 'settings',
      body: { lockMessagesAfter: 5 },
    });
  });

  test('has the keys of texts from before its rotations', () => {
    const found = vault.domainKey('messages', fromBase64url(fixture.oldMessagesEpoch));
    expect(found && toBase64url(found.key)).toBe(fixture.oldMessagesKey);
  });

  test('can be written on', async () => {
    const store = storeOf();
    const again = await openBy(store, kind);
    await again.records.save({ id: toId(bytes(16).fill(1)), domain: 'notes', body: { title: 'later' }, base: 2 });
    expect(await (await openBy(store, kind)).records.check()).toEqual({ damaged: [] });
  });
});

test('an index of format 1 is made again from the records', async () => {
  const store = storeOf();
  store.snapshot = [];
  expect((await openBy(store, 'password')).records.entries()).toHaveLength(1);
});

test('an export of format 1 opens', async () => {
  const contents = await openExport(fromBase64url(fixture.export.file), fixture.export.password, quickStretch);
  expect(contents).toMatchObject({ account: fixture.account, madeAt: 1_000 });
  expect(contents?.records).toHaveLength(2);
});
