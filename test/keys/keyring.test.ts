import { describe, expect, test } from 'vitest';
import { DecryptionError, newId, open, randomBytes } from '../../src/crypto/index.ts';
import { toHex } from '../../src/encoding/index.ts';
import type { Purpose } from '../../src/keys/index.ts';
import {
  adoptEpochs,
  domainKeys,
  masterKeyFor,
  newKeyring,
  openKeyring,
  rotateKeyring,
  sealKeyring,
  wipeKeyring,
} from '../../src/keys/index.ts';
import { domains, writeKeyring } from '../../src/wire/index.ts';
import type { Keyring } from '../../src/wire/index.ts';

const epochsOf = (ring: Keyring) => Object.values(ring.domains).flat();

test('each purpose of a master key has a key of its own', () => {
  const masterKey = randomBytes(32);
  const purposes: Purpose[] = ['keyring', 'manifest', 'set', 'snapshot', 'device'];
  expect(new Set(purposes.map((purpose) => toHex(masterKeyFor(masterKey, purpose)))).size).toBe(5);
});

describe('a keyring', () => {
  test('has one current epoch a domain, with ids and keys of their own', () => {
    const ring = newKeyring(newId(), 7);
    expect(Object.keys(ring.domains)).toEqual([...domains]);
    expect(new Set(epochsOf(ring).map(({ epoch }) => toHex(epoch))).size).toBe(domains.length);
    expect(new Set(epochsOf(ring).map(({ key }) => toHex(key))).size).toBe(domains.length);
  });

  test('opens with its master key, account and generation only', async () => {
    const [ring, masterKey] = [newKeyring(newId(), 7), randomBytes(32)];
    const sealed = await sealKeyring(masterKey, ring);
    expect(await openKeyring(masterKey, ring, sealed)).toEqual(ring);
    await expect(openKeyring(randomBytes(32), ring, sealed)).rejects.toThrow(DecryptionError);
    await expect(openKeyring(masterKey, { ...ring, account: newId() }, sealed)).rejects.toThrow(DecryptionError);
    await expect(openKeyring(masterKey, { ...ring, generation: 2 }, sealed)).rejects.toThrow(DecryptionError);
  });

  test('rotates: fresh current epochs, old ones as history, keys of the ended generation kept', async () => {
    const [ring, masterKey] = [newKeyring(newId(), 7), randomBytes(32)];
    const next = rotateKeyring(rotateKeyring(ring, masterKey, [], 8), randomBytes(32), [], 9);
    expect(next.generation).toBe(3);
    expect(next.archive).toEqual(ring.archive);
    for (const domain of domains) {
      const [first, second, third] = next.domains[domain];
      expect(first).toEqual({ ...ring.domains[domain][0], state: 'history' });
      expect(second).toMatchObject({ state: 'history', createdAt: 8 });
      expect(third).toMatchObject({ state: 'current', createdAt: 9 });
    }
    expect(new Set(epochsOf(next).map(({ epoch }) => toHex(epoch))).size).toBe(3 * domains.length);
    expect(next.past[0]).toEqual({
      generation: 1,
      manifest: masterKeyFor(masterKey, 'manifest'),
      device: masterKeyFor(masterKey, 'device'),
    });
    const sealed = await sealKeyring(masterKey, next);
    expect(await openKeyring(masterKey, next, sealed)).toEqual(next);
  });

  test('takes over epochs of another vault as history, and none whose id it has', () => {
    const [ring, other] = [newKeyring(newId(), 7), newKeyring(newId(), 7)];
    const [foreign] = other.domains.messages;
    const [taken] = ring.domains.notes;
    if (!foreign || !taken) throw new Error('no epochs');
    const adopted = adoptEpochs(ring, 'messages', [
      { epoch: foreign.epoch, key: foreign.key, createdAt: 1 },
      { epoch: foreign.epoch, key: randomBytes(32), createdAt: 2 },
      { epoch: taken.epoch, key: randomBytes(32), createdAt: 3 },
    ]);
    expect(adopted.domains.messages).toEqual([
      { epoch: foreign.epoch, key: foreign.key, createdAt: 1, state: 'history' },
      ...ring.domains.messages,
    ]);
    expect(adoptEpochs(adopted, 'messages', other.domains.messages)).toBe(adopted);
  });

  test('leaves nothing after it is wiped', () => {
    const ring = rotateKeyring(newKeyring(newId(), 7), randomBytes(32), [], 8);
    wipeKeyring(ring);
    const text = new TextDecoder().decode(writeKeyring(ring));
    const secrets = [...text.matchAll(/"(?:key|manifest|device|archive)":"([^"]*)"/g)].map(([, value]) => value);
    expect(secrets).toHaveLength(2 * domains.length + 3);
    expect(new Set(secrets)).toEqual(new Set(['A'.repeat(43)]));
  });
});

describe('domain keys', () => {
  test('seal under the current epoch and find every epoch', async () => {
    const ring = rotateKeyring(newKeyring(newId(), 7), randomBytes(32), [], 8);
    const keys = domainKeys(ring);
    for (const domain of domains) {
      const [old, current] = ring.domains[domain];
      expect((await keys.current(domain)).epoch).toEqual(current?.epoch);
      expect(await keys.find(old?.epoch ?? randomBytes(4))).toMatchObject({ domain });
    }
    const unknown = randomBytes(4);
    if (!epochsOf(ring).some(({ epoch }) => toHex(epoch) === toHex(unknown))) {
      expect(keys.find(unknown)).toBeUndefined();
    }
  });

  test('are handles that can’t be read back', async () => {
    const keys = domainKeys(newKeyring(newId(), 7));
    const { key } = await keys.current('notes');
    expect(key.extractable).toBe(false);
    await expect(open(key, randomBytes(60), randomBytes(4))).rejects.toThrow(DecryptionError);
  });
});
