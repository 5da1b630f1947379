import { beforeAll, describe, expect, it } from 'vitest';
import { DecryptionError, newId, randomBytes } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { LatchkeyError, bytes, concat } from '../../src/encoding/index.ts';
import type { DomainKeys } from '../../src/keys/index.ts';
import { domainKeys, newKeyring } from '../../src/keys/index.ts';
import {
  newCatalog,
  noHead,
  openExport,
  openManifest,
  openRecord,
  openSnapshot,
  sealExport,
  sealManifest,
  sealRecord,
  sealSnapshot,
  snapshotKey,
} from '../../src/records/index.ts';
import type { Manifest } from '../../src/wire/index.ts';
import { FORMAT, FormatError } from '../../src/wire/index.ts';
import { changes } from '../support/changes.ts';
import { quickStretch } from '../support/quick-stretch.ts';

const account = newId();
const masterKey = randomBytes(32);

describe('a record', () => {
  const keys: DomainKeys = domainKeys(newKeyring(account, 1));
  const place = { account, id: newId(), revision: 3 };
  const body = { title: 'a title', text: 'a text' };
  let blob: Bytes;
  beforeAll(async () => {
    blob = await sealRecord(await keys.current('notes'), place, body);
  });

  it('opens, and with any change does not', async () => {
    expect(await openRecord(keys, place, blob)).toEqual({ domain: 'notes', body });
    for (const { what, changed } of changes(blob)) {
      const expected = changed.length >= 81 && changed[0] !== FORMAT ? FormatError : DecryptionError;
      await expect(openRecord(keys, place, changed), what).rejects.toThrow(expected);
    }
  });

  it('opens in its own place only', async () => {
    for (const change of [{ account: newId() }, { id: newId() }, { revision: 2 }, { revision: 4 }]) {
      await expect(openRecord(keys, { ...place, ...change }, blob)).rejects.toThrow(DecryptionError);
    }
    await expect(openRecord(domainKeys(newKeyring(account, 1)), place, blob)).rejects.toThrow(DecryptionError);
  });

  it('can not be moved to another domain, nor take the body or the key of another', async () => {
    const login = await sealRecord(await keys.current('logins'), place, body);
    const again = await sealRecord(await keys.current('notes'), place, body);
    const mixtures = [
      concat(blob.subarray(0, 1), login.subarray(1, 5), blob.subarray(5)),
      concat(blob.subarray(0, 65), again.subarray(65)),
      concat(again.subarray(0, 65), blob.subarray(65)),
    ];
    for (const mixture of mixtures) await expect(openRecord(keys, place, mixture)).rejects.toThrow(DecryptionError);
  });
});

describe('a manifest', () => {
  const scope = { account, generation: 1 };
  const manifest: Manifest = {
    sequence: 1,
    generation: 1,
    previous: noHead(),
    device: newId(),
    time: 5,
    count: 1,
    sum: bytes(32),
    keyring: bytes(32),
    slots: [{ id: newId(), seal: bytes(32) }],
    list: bytes(32),
    seen: [],
  };

  it('opens, and with any change does not', async () => {
    const sealed = await sealManifest(masterKey, account, manifest);
    expect(await openManifest(masterKey, scope, noHead(), sealed)).toEqual(manifest);
    for (const { what, changed } of changes(sealed)) {
      await expect(openManifest(masterKey, scope, noHead(), changed), what).rejects.toThrow(DecryptionError);
    }
  });

  it('opens in its own place only', async () => {
    const sealed = await sealManifest(masterKey, account, manifest);
    const refusals = [
      () => openManifest(masterKey, { ...scope, generation: 2 }, noHead(), sealed),
      () => openManifest(masterKey, { ...scope, account: newId() }, noHead(), sealed),
      () => openManifest(masterKey, scope, bytes(32).fill(1), sealed),
      () => openManifest(randomBytes(32), scope, noHead(), sealed),
    ];
    for (const refusal of refusals) await expect(refusal()).rejects.toThrow(DecryptionError);
  });
});

describe('a snapshot', () => {
  const place = { account, generation: 1, head: randomBytes(32) };
  const entries = Array.from({ length: 300 }, (_, number) => ({
    id: newId(),
    revision: 1,
    summary: { title: `${number}` },
  }));
  const sealWhole = async (at = place) => {
    const catalog = newCatalog(entries);
    const all = catalog.chunks.map((_, chunk) => chunk);
    const { parts } = await sealSnapshot(await snapshotKey(masterKey), at, catalog, all);
    return parts.map(({ bytes: part }) => part);
  };
  const opens = async (parts: readonly Bytes[], at = place) => openSnapshot(await snapshotKey(masterKey), at, parts);

  it('opens, and with any change of any part does not', async () => {
    const parts = await sealWhole();
    expect((await opens(parts)).catalog.chunks.length).toBe(parts.length - 1);
    const key = await snapshotKey(masterKey);
    for (const number of [0, 1, parts.length - 1]) {
      for (const { what, changed } of changes(parts[number] ?? bytes(0), 13)) {
        const damaged = parts.with(number, changed);
        await expect(openSnapshot(key, place, damaged), `part ${number}, ${what}`).rejects.toThrow(LatchkeyError);
      }
    }
  });

  it('does not open with a part missing, added, swapped or of another time', async () => {
    const [parts, again] = [await sealWhole(), await sealWhole()];
    const mixtures = [
      [],
      parts.slice(1),
      parts.slice(0, -1),
      [...parts, ...parts.slice(-1)],
      parts.with(1, parts[2] ?? bytes(0)).with(2, parts[1] ?? bytes(0)),
      parts.with(1, again[1] ?? bytes(0)),
      parts.with(0, again[0] ?? bytes(0)),
    ];
    for (const mixture of mixtures) await expect(opens(mixture)).rejects.toThrow(LatchkeyError);
    await expect(opens(parts, { ...place, head: randomBytes(32) })).rejects.toThrow(DecryptionError);
    await expect(opens(parts, { ...place, generation: 2 })).rejects.toThrow(DecryptionError);
    await expect(opens(parts, { ...place, account: newId() })).rejects.toThrow(DecryptionError);
  });
});

describe('a sealed export', () => {
  it('opens with its password, and with any change does not', async () => {
    const contents = { account, madeAt: 7, records: [], messageKeys: [] };
    const file = await sealExport(contents, 'a password', quickStretch);
    expect(await openExport(file, 'a password', quickStretch)).toMatchObject({ madeAt: 7 });
    expect(await openExport(file, 'another password', quickStretch)).toBeNull();
    for (const { what, changed } of changes(file)) {
      const outcome: unknown = await openExport(changed, 'a password', quickStretch).catch((error: unknown) => error);
      expect(outcome === null || outcome instanceof LatchkeyError, what).toBe(true);
    }
  });
});
