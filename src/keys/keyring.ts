import { open, randomBytes, seal, wipe } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { MalformedError, associate, fromId, toHex, u16, u32 } from '../encoding/index.ts';
import type { Domain, Epoch, Keyring, KeyringSlot } from '../wire/index.ts';
import { FORMAT, domains, readKeyring, writeKeyring } from '../wire/index.ts';
import { masterKeyFor } from './master.ts';
import type { KeyScope } from './slot.ts';

const EPOCH_BYTES = 4;
const KEY_BYTES = 32;

function everyDomain<T>(make: (domain: Domain) => T): Record<Domain, T> {
  return Object.fromEntries(domains.map((domain) => [domain, make(domain)])) as Record<Domain, T>;
}

/** A maker of epochs whose ids are unique among themselves and those already taken. */
function epochMaker(taken: readonly Epoch[], createdAt: number): () => Epoch {
  const ids = new Set(taken.map(({ epoch }) => toHex(epoch)));
  return () => {
    let epoch = randomBytes(EPOCH_BYTES);
    while (ids.has(toHex(epoch))) epoch = randomBytes(EPOCH_BYTES);
    ids.add(toHex(epoch));
    return { epoch, key: randomBytes(KEY_BYTES), createdAt, state: 'current' };
  };
}

/** The keyring of a new account: one epoch a domain, no slots yet. `now` in milliseconds since 1970. */
export function newKeyring(account: Id, now: number): Keyring {
  const make = epochMaker([], now);
  return {
    account,
    generation: 1,
    domains: everyDomain(() => [make()]),
    slots: [],
    past: [],
    archive: randomBytes(KEY_BYTES),
  };
}

/**
 * The keyring of the next generation (protocol 2.1): fresh current epochs everywhere, the former ones as history, the
 * slots given, and what opens manifests and device secrets of the generation that ends. `masterKey`: the one that ends.
 */
export function rotateKeyring(ring: Keyring, masterKey: Bytes, slots: readonly KeyringSlot[], now: number): Keyring {
  const make = epochMaker(Object.values(ring.domains).flat(), now);
  const ended = {
    generation: ring.generation,
    manifest: masterKeyFor(masterKey, 'manifest'),
    device: masterKeyFor(masterKey, 'device'),
  };
  return {
    ...ring,
    generation: ring.generation + 1,
    domains: everyDomain((domain) => [...ring.domains[domain].map(asHistory), make()]),
    slots: [...slots],
    past: [...ring.past, ended],
  };
}

function asHistory(epoch: Epoch): Epoch {
  return { ...epoch, state: 'history' };
}

/**
 * A keyring that also knows epochs of another vault, as history: they open and never seal. Epochs whose id is taken are
 * left out. The same object if nothing is new.
 */
export function adoptEpochs(ring: Keyring, domain: Domain, epochs: readonly Omit<Epoch, 'state'>[]): Keyring {
  const taken = new Set(Object.values(ring.domains).flatMap((list) => list.map(({ epoch }) => toHex(epoch))));
  const fresh = epochs.filter(({ epoch }) => !taken.has(toHex(epoch)) && taken.add(toHex(epoch)));
  if (fresh.length === 0) return ring;
  const adopted = fresh.map((epoch): Epoch => ({ ...epoch, state: 'history' }));
  return { ...ring, domains: { ...ring.domains, [domain]: [...adopted, ...ring.domains[domain]] } };
}

/** A keyring without these former epochs: what was sealed under them opens nowhere any more. A current one never goes. */
export function dropEpochs(ring: Keyring, epochs: readonly Bytes[]): Keyring {
  const gone = new Set(epochs.map(toHex));
  const kept = everyDomain((domain) =>
    ring.domains[domain].filter(({ epoch, state }) => state === 'current' || !gone.has(toHex(epoch))),
  );
  return { ...ring, domains: kept };
}

/** A keyring that also opens what another one of the same vault does: for reading, never to be kept. */
export function withEpochsOf(ring: Keyring, other: Keyring): Keyring {
  return domains.reduce((all, domain) => adoptEpochs(all, domain, other.domains[domain]), ring);
}

function bindingOf({ account, generation }: KeyScope): Bytes {
  return associate('keyring', { account: fromId(account), format: u16(FORMAT), generation: u32(generation) });
}

/** Seals the keyring under its master key (protocol 2.2). */
export async function sealKeyring(masterKey: Bytes, ring: Keyring): Promise<Bytes> {
  const plaintext = writeKeyring(ring);
  const key = masterKeyFor(masterKey, 'keyring');
  const sealed = await seal(key, plaintext, bindingOf(ring));
  wipe(plaintext, key);
  return sealed;
}

/** Reads a keyring; its bytes are gone afterwards, also where they were none. */
function readWiping(plaintext: Bytes): Keyring {
  try {
    return readKeyring(plaintext);
  } finally {
    wipe(plaintext);
  }
}

/** Throws DecryptionError, FormatError, MalformedError. */
export async function openKeyring(masterKey: Bytes, scope: KeyScope, sealed: Bytes): Promise<Keyring> {
  const key = masterKeyFor(masterKey, 'keyring');
  const plaintext = await open(key, sealed, bindingOf(scope)).finally(() => wipe(key));
  const ring = readWiping(plaintext);
  if (ring.account !== scope.account || ring.generation !== scope.generation)
    throw new MalformedError('another keyring');
  return ring;
}

/** Overwrites every key in it. */
export function wipeKeyring(ring: Keyring): void {
  wipe(ring.archive);
  for (const { key } of Object.values(ring.domains).flat()) wipe(key);
  for (const { psk } of ring.slots) wipe(psk);
  for (const { manifest, device } of ring.past) wipe(manifest, device);
}
