import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { toHex } from '../../encoding/index.ts';
import type { Domain } from '../format/index.ts';
import { bytesOf, counter, decode, domains, encode, id, name, someBytes, time, unique } from '../format/index.ts';
import { escrowBox } from './escrow.ts';
import { organisationSeal } from './organisation.ts';
import { slotParameters } from './slot.ts';

const epoch = v.strictObject({
  epoch: bytesOf(4),
  key: bytesOf(32),
  createdAt: time,
  state: v.picklist(['current', 'history']),
});
export type Epoch = v.InferOutput<typeof epoch>;

/** Oldest first; exactly the last is current: nothing is ever written under another. */
const epochs = v.pipe(
  v.array(epoch),
  v.minLength(1),
  v.check((list) => list.every(({ state }, place) => (state === 'current') === (place === list.length - 1))),
);

const slot = v.strictObject({
  id,
  parameters: slotParameters,
  publicKey: bytesOf(32),
  psk: bytesOf(32),
  name,
  createdAt: time,
  /** Passkeys: the credential's public key, so that a store connected later can enrol it. */
  credentialKey: v.optional(someBytes),
  /** Phrases and ways back: public half of the Ed25519 key from KDF(s, "slot/sign"), by which a store will know the account. */
  signKey: v.optional(bytesOf(32)),
  /** Escrows: a copy of what the store has, so that a drill needs no recovery. */
  escrow: v.optional(escrowBox),
  /** Organisations: whose key, and the slot secret sealed to it. */
  organisation: v.optional(organisationSeal),
});
/** What the keyring knows of a slot: enough to re-seal the master key to it without its secret (protocol 2.1). */
export type KeyringSlot = v.InferOutput<typeof slot>;

/** Keys of a past generation that opens what was sealed under it: manifests, and this device's secrets. */
const past = v.strictObject({ generation: counter, manifest: bytesOf(32), device: bytesOf(32) });

const keyring = v.pipe(
  v.strictObject({
    account: id,
    generation: counter,
    domains: v.strictObject(
      Object.fromEntries(domains.map((domain) => [domain, epochs])) as Record<Domain, typeof epochs>,
    ),
    slots: v.pipe(
      v.array(slot),
      unique(({ id: slotId }) => slotId),
    ),
    past: v.pipe(
      v.array(past),
      unique(({ generation }) => String(generation)),
    ),
    /** Names archived messages; never rotated. */
    archive: bytesOf(32),
  }),
  v.check((ring) => hasUniqueEpochs(Object.values(ring.domains).flat())),
);

/** Protocol 2.2: one record, never stored but sealed. */
export type Keyring = v.InferOutput<typeof keyring>;

function hasUniqueEpochs(list: readonly Epoch[]): boolean {
  return new Set(list.map(({ epoch: name }) => toHex(name))).size === list.length;
}

/** Throws MalformedError, FormatError. */
export function readKeyring(source: Bytes): Keyring {
  return decode(keyring, source);
}

export function writeKeyring(value: Keyring): Bytes {
  return encode(value);
}
