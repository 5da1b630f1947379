import { beforeEach, describe, expect, test } from 'vitest';
import { openExport } from '../../src/vault/index.ts';
import { newId, StretchParametersError } from '../../src/crypto/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import { fromJson, MalformedError, readFrames, toHex, toJson, toUtf8, writeFrames } from '../../src/encoding/index.ts';
import { quickStretch } from '../support/quick-stretch.ts';
import type { World } from '../support/vaults.ts';
import { keeperOf, newWorld, wayId } from '../support/vaults.ts';

const PASSWORD = 'of the export';

let world: World;
let notes: Id[];

beforeEach(async () => {
  world = await newWorld();
  notes = [newId(), newId()];
  const { vault } = world;
  await vault.records.write({ put: notes.map((id) => ({ id, domain: 'notes', body: { title: id } })) });
  await vault.records.write({
    put: [{ id: vault.records.namedId('settings'), domain: 'settings', body: { lock: 5 } }],
  });
});

async function exported() {
  const file = await world.vault.backup.exportSealed(PASSWORD, quickStretch);
  const contents = await openExport(file, PASSWORD, quickStretch);
  if (!contents) throw new Error('it does not open');
  return { file, contents };
}

describe('a sealed export', () => {
  test('holds every record but the identity, and the keys of armored texts', async () => {
    await world.vault.ways.remove(wayId(world.vault, 'passkey'));
    const { contents } = await exported();
    expect(contents.account).toBe(world.vault.account);
    expect(contents.records.map(({ domain }) => domain).sort()).toEqual(['notes', 'notes', 'settings']);
    expect(contents.records).toContainEqual({ id: notes[0], domain: 'notes', body: { title: notes[0] } });
    expect(contents.messageKeys).toHaveLength(2);
  });

  test('is null for another password and for any change of its seal', async () => {
    const { file } = await exported();
    expect(await openExport(file, 'another', quickStretch)).toBeNull();
    const [what, head, sealed] = readFrames(file, 3);
    if (!what || !head || !sealed) throw new Error('no frames');
    for (const at of [0, 24, 56, sealed.length - 1]) {
      const changed = sealed.with(at, (sealed[at] ?? 0) ^ 1);
      expect(await openExport(writeFrames([what, head, changed]), PASSWORD, quickStretch)).toBeNull();
    }
  });

  test('shows nothing of its contents, not even of which vault it is', async () => {
    const { file } = await exported();
    const text = Buffer.from(file).toString('latin1');
    for (const secret of [...notes, world.vault.account, 'notes', 'settings', PASSWORD])
      expect(text).not.toContain(secret);
    expect(toHex(file)).not.toContain(toHex(world.vault.masterKey));
  });

  test('with lowered, raised or missing costs is refused before anything is derived', async () => {
    const { file } = await exported();
    const [what, head, sealed] = readFrames(file, 3);
    if (!what || !head || !sealed) throw new Error('no frames');
    const refuse = () => Promise.reject(new Error('stretched'));
    const fields = fromJson(head) as { stretch: Record<string, unknown> };
    const withStretch = (stretch: object): Bytes => writeFrames([what, toJson({ ...fields, stretch }), sealed]);
    for (const costs of [{ m: 1_024 }, { t: 1 }, { m: 2 ** 21 }, { t: 11 }]) {
      const cheap = withStretch({ ...fields.stretch, ...costs });
      await expect(openExport(cheap, PASSWORD, refuse)).rejects.toThrow(StretchParametersError);
    }
    for (const costs of [{ p: 1 }, { m: null }, { t: 'NaN' }, { algorithm: 'none' }]) {
      const odd = withStretch({ ...fields.stretch, ...costs });
      await expect(openExport(odd, PASSWORD, refuse)).rejects.toThrow(MalformedError);
    }
    await expect(openExport(toUtf8('{"a": "file"}'), PASSWORD, refuse)).rejects.toThrow(MalformedError);
  });
});

describe('importing', () => {
  test('into a new vault brings everything that can be told apart from settings, once', async () => {
    const { contents } = await exported();
    const other = await newWorld();
    expect(await other.vault.backup.importVault(contents)).toEqual({ added: 2, kept: 0 });
    expect(await other.vault.backup.importVault(contents)).toEqual({ added: 0, kept: 2 });
    expect(other.vault.sequence).toBe(2);
    const again = await keeperOf(other.store).resume(other.vault.masterKey);
    expect(await again?.records.read(notes[0] ?? '')).toMatchObject({ revision: 1, body: { title: notes[0] } });
    expect(again?.records.entries()).toHaveLength(2);
    expect(await again?.records.check()).toEqual({ damaged: [] });
  });

  test('makes old armored texts readable, and never writes under a key that came along', async () => {
    const { contents } = await exported();
    const other = await newWorld();
    const own = other.vault.domainKey('messages');
    const foreign = world.vault.domainKey('messages');
    await other.vault.backup.importVault(contents);
    expect(other.vault.domainKey('messages', foreign?.epoch)).toEqual(foreign);
    expect(other.vault.domainKey('messages')).toEqual(own);
  });

  test('keeps what is here, also where it differs', async () => {
    const { contents } = await exported();
    const id = notes[0] ?? '';
    await world.vault.records.write({ put: [{ id, domain: 'notes', body: { title: 'newer' }, base: 1 }] });
    await world.vault.records.write({ remove: [{ id: notes[1] ?? '' }] });
    expect(await world.vault.backup.importVault(contents)).toEqual({ added: 1, kept: 1 });
    expect(await world.vault.records.read(id)).toMatchObject({ body: { title: 'newer' } });
  });
});
