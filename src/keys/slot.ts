import type { KeyPair } from '../crypto/index.ts';
import {
  DecryptionError,
  equal,
  kdf,
  kemKeyPair,
  openSealedAmong,
  sealTo,
  signingKeyPair,
  wipe,
} from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { MalformedError, associate, fromId, toUtf8, u32 } from '../encoding/index.ts';
import type { DeviceSlot, Keyring, KeyringSlot, Slot, SlotParameters } from '../wire/index.ts';
import { isBack, MOST_GENERATIONS, writeSlotParameters } from '../wire/index.ts';
import { TamperedSlotError } from './errors.ts';

const SECRET_BYTES = 32;

/** Where a seal of the master key belongs. */
export interface KeyScope {
  readonly account: Id;
  readonly generation: number;
}

interface SlotPlace {
  readonly id: Id;
  readonly parameters: SlotParameters;
}

/** The keys that a slot secret stands for. */
interface SlotKeys {
  readonly keyPair: KeyPair;
  readonly psk: Bytes;
}

/** Throws MalformedError for a secret of another length than 32 bytes. */
function slotKeys(secret: Bytes): SlotKeys {
  if (secret.length !== SECRET_BYTES) throw new MalformedError('a slot secret has 32 bytes');
  const seed = kdf(secret, 'slot/kem');
  const keyPair = kemKeyPair(seed);
  wipe(seed);
  return { keyPair, psk: kdf(secret, 'slot/psk') };
}

/** What the keyring will know of a new slot. */
export async function keyringSlot(
  place: SlotPlace & Pick<KeyringSlot, 'name' | 'createdAt' | 'credentialKey' | 'escrow' | 'organisation'>,
  secret: Bytes,
): Promise<KeyringSlot> {
  const { keyPair, psk } = slotKeys(secret);
  wipe(keyPair.privateKey);
  const { parameters } = place;
  const sign = parameters.kind === 'phrase' || isBack(parameters) ? { signKey: await signKeyOf(secret) } : {};
  return { ...place, ...sign, publicKey: keyPair.publicKey, psk };
}

/** What the keyring will know of a device's own slot, which has no name: a person never sees it. */
export function deviceKeyringSlot({ id, secret }: DeviceSlot, now: number): Promise<KeyringSlot> {
  return keyringSlot({ id, parameters: { kind: 'device' }, name: '', createdAt: now }, secret);
}

/** Public half, 32 bytes, of the Ed25519 key by which a phrase and each way back sign in at a store: of its slot secret (protocol 2.1). */
export async function signKeyOf(secret: Bytes): Promise<Bytes> {
  const seed = kdf(secret, 'slot/sign');
  const { publicKey, privateKey } = await signingKeyPair(seed);
  wipe(seed, privateKey);
  return publicKey;
}

function infoOf({ account, generation }: KeyScope, { id, parameters }: SlotPlace): Bytes {
  return associate('slot', {
    account: fromId(account),
    slot: fromId(id),
    kind: toUtf8(parameters.kind),
    parameters: writeSlotParameters(parameters),
    generation: u32(generation),
  });
}

/** Seals the master key to a slot. Needs only what the keyring knows of it: so any unlocked device can (protocol 2.1). */
export async function sealSlot(masterKey: Bytes, scope: KeyScope, slot: KeyringSlot): Promise<Slot> {
  const { id, parameters, publicKey, psk } = slot;
  const seal = await sealTo({ publicKey, psk, pskId: fromId(id), info: infoOf(scope, slot) }, masterKey);
  return { id, parameters, seal };
}

/** The master key, or null: a wrong secret, or a slot that was changed; from outside, these are the same. */
export async function openSlot(slot: Slot, { account, generation }: KeyScope, secret: Bytes): Promise<Bytes | null> {
  const opened = await openSlotAmong(slot, account, secret, { from: generation, to: generation });
  return opened?.masterKey ?? null;
}

/**
 * The same where nobody says of which generation the seal is (a store doesn't): one of `from` to `to`, of which at most
 * `MOST_GENERATIONS` are tried, as `to` may be what a store says.
 */
export async function openSlotAmong(
  slot: Slot,
  account: Id,
  secret: Bytes,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<{ readonly masterKey: Bytes; readonly generation: number } | null> {
  const { keyPair, psk } = slotKeys(secret);
  const tried = Math.min(to - from + 1, MOST_GENERATIONS);
  const infos = Array.from({ length: tried }, (_, more) => infoOf({ account, generation: from + more }, slot));
  try {
    const opened = await openSealedAmong({ keyPair, psk, pskId: fromId(slot.id) }, infos, slot.seal);
    return { masterKey: opened.plaintext, generation: from + opened.place };
  } catch (error) {
    if (error instanceof DecryptionError) return null;
    throw error;
  } finally {
    wipe(keyPair.privateKey, psk);
  }
}

/**
 * The check after every unlock: what is stored as slots is what the keyring says, each with the same kind, parameters and
 * (for the secret that opened) public key. Throws TamperedSlotError.
 */
export function checkSlots(keyring: Keyring, slots: readonly Slot[], opened?: { id: Id; secret: Bytes }): void {
  const known = new Map(keyring.slots.map((slot) => [slot.id, slot]));
  if (slots.length !== known.size || new Set(slots.map(({ id }) => id)).size !== slots.length)
    throw new TamperedSlotError();
  for (const { id, parameters } of slots) {
    const expected = known.get(id);
    if (!expected || !sameParameters(expected.parameters, parameters)) throw new TamperedSlotError();
  }
  if (!opened) return;
  const { keyPair } = slotKeys(opened.secret);
  wipe(keyPair.privateKey);
  const expected = known.get(opened.id);
  if (!expected || !equal(expected.publicKey, keyPair.publicKey)) throw new TamperedSlotError();
}

function sameParameters(a: SlotParameters, b: SlotParameters): boolean {
  return equal(writeSlotParameters(a), writeSlotParameters(b));
}
