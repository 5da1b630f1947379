import type { AeadKey } from '../crypto/index.ts';
import { importKey, kdf, wipe } from '../crypto/index.ts';
import type { Bytes } from '../encoding/index.ts';
import { readU32 } from '../encoding/index.ts';
import type { Domain, Epoch, Keyring } from '../wire/index.ts';
import { domains } from '../wire/index.ts';

/** What else than records a key of `settings` is for: names at a store, and a sign-up whose outcome is not known. */
export type SettingsPurpose = 'label' | 'signup';

/**
 * What a domain's key is for (protocol 2.2): it seals nothing itself, a key of its own is derived for each. `record`: record
 * keys. (A text for oneself has a key of its own each time, `messaging`.)
 */
type Purpose = 'record' | SettingsPurpose;

/** The 32-byte key of one purpose. */
export function domainKeyFor(domainKey: Bytes, purpose: Purpose): Bytes {
  return kdf(domainKey, purpose);
}

/** A domain's key for record keys, of one epoch, ready for use. */
export interface DomainKey {
  readonly domain: Domain;
  /** 4 bytes, as they stand in front of a sealed record. */
  readonly epoch: Bytes;
  readonly key: AeadKey;
}

/** The keys of a keyring, found by domain for sealing and by epoch for opening; imported when they are first used. */
export interface DomainKeys {
  current(domain: Domain): Promise<DomainKey>;
  /** Any epoch, history included; undefined for one that isn't in the keyring. */
  find(epoch: Bytes): Promise<DomainKey> | undefined;
}

export function domainKeys(ring: Keyring): DomainKeys {
  const byEpoch = new Map<number, () => Promise<DomainKey>>();
  const current = new Map<Domain, () => Promise<DomainKey>>();
  for (const domain of domains) {
    for (const epoch of ring.domains[domain]) {
      const use = once(() => imported(domain, epoch));
      byEpoch.set(readU32(epoch.epoch), use);
      current.set(domain, use);
    }
  }
  return {
    current: (domain) => {
      const use = current.get(domain);
      if (!use) throw new Error('a keyring has every domain');
      return use();
    },
    find: (epoch) => byEpoch.get(readU32(epoch))?.(),
  };
}

async function imported(domain: Domain, { epoch, key }: Epoch): Promise<DomainKey> {
  const forRecords = domainKeyFor(key, 'record');
  const handle = await importKey(forRecords);
  wipe(forRecords);
  return { domain, epoch, key: handle };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
