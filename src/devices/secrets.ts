import { agreementKeyPair, kdf, newId, open, randomBytes, seal, signingKeyPair, wipe } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { associate, fromId, u32 } from '../encoding/index.ts';
import type { Certificate, DeviceSecrets, DeviceSlot } from '../wire/index.ts';
import {
  readDeviceSecrets,
  readSealedDeviceSecrets,
  writeDeviceSecrets,
  writeSealedDeviceSecrets,
} from '../wire/index.ts';

const SALT_BYTES = 32;
const SECRET_BYTES = 32;

/** A fresh own slot: every rotation takes one, so that a copy of this profile from before opens nothing after it. */
export function newDeviceSlot(): DeviceSlot {
  return { id: newId(), secret: randomBytes(SECRET_BYTES) };
}

/** Every slot that may be this device's in the newest state. */
export function ownSlots({ slot, pending = [] }: DeviceSecrets): readonly DeviceSlot[] {
  return [slot, ...pending];
}

/** The same secrets with one more slot that a rotation about to be sent will bring. */
export function withPending(secrets: DeviceSecrets, slot: DeviceSlot): DeviceSecrets {
  return { ...secrets, pending: [...(secrets.pending ?? []), slot] };
}

/** The same secrets with this slot and no other. */
export function withSlot({ signing, agreement, mailbox }: DeviceSecrets, slot: DeviceSlot): DeviceSecrets {
  return { signing, agreement, mailbox, slot };
}

/** The same secrets with the slot that a followed state has: nothing that was sent before it is still to come. */
export function settledSecrets(secrets: DeviceSecrets, present: readonly { readonly id: Id }[]): DeviceSecrets {
  const own = secrets.pending?.find(({ id }) => present.some((slot) => slot.id === id));
  return withSlot(secrets, own ?? secrets.slot);
}

/** The keys of a new device, its own slot among them, and what its certificate will say. */
export async function newDevice(
  account: Id,
  now: number,
): Promise<{ secrets: DeviceSecrets; certificate: Certificate }> {
  const [signing, agreement, mailbox] = await Promise.all([signingKeyPair(), agreementKeyPair(), agreementKeyPair()]);
  return {
    secrets: {
      signing: signing.privateKey,
      agreement: agreement.privateKey,
      mailbox: mailbox.privateKey,
      slot: newDeviceSlot(),
    },
    certificate: {
      account,
      device: newId(),
      signing: signing.publicKey,
      agreement: agreement.publicKey,
      mailbox: mailbox.publicKey,
      createdAt: now,
    },
  };
}

/** Whose secrets, and sealed under which generation's key: `deviceKey` is KDF(MK, "device") of that generation. */
export interface DevicePlace {
  readonly account: Id;
  readonly device: Id;
  readonly generation: number;
}

function bindingOf({ account, device, generation }: DevicePlace): Bytes {
  return associate('device/secrets', { account: fromId(account), device: fromId(device), generation: u32(generation) });
}

/** Seals device secrets under a key that only this browser's salt leads to (protocol 4). Encoded. */
export async function sealDeviceSecrets(deviceKey: Bytes, place: DevicePlace, secrets: DeviceSecrets): Promise<Bytes> {
  const salt = randomBytes(SALT_BYTES);
  const key = kdf(deviceKey, 'device/secrets', salt);
  const plaintext = writeDeviceSecrets(secrets);
  const sealed = await seal(key, plaintext, bindingOf(place));
  wipe(key, plaintext);
  return writeSealedDeviceSecrets({ device: place.device, generation: place.generation, salt, sealed });
}

/**
 * Opens them. `deviceKeyOf` answers the device key of a generation, past ones included, if the keyring has it.
 * Throws DecryptionError, MalformedError, FormatError; undefined where the generation is unknown.
 */
export async function openDeviceSecrets(
  encoded: Bytes,
  account: Id,
  deviceKeyOf: (generation: number) => Bytes | undefined,
): Promise<{ device: Id; generation: number; secrets: DeviceSecrets } | undefined> {
  const { device, generation, salt, sealed } = readSealedDeviceSecrets(encoded);
  const deviceKey = deviceKeyOf(generation);
  if (!deviceKey) return undefined;
  const key = kdf(deviceKey, 'device/secrets', salt);
  const plaintext = await open(key, sealed, bindingOf({ account, device, generation })).finally(() => wipe(key));
  try {
    return { device, generation, secrets: readDeviceSecrets(plaintext) };
  } finally {
    wipe(plaintext);
  }
}

export function wipeDeviceSecrets(secrets: DeviceSecrets): void {
  wipe(...allOf(secrets));
}

/** Wipes what is in `before` and no more in `after`: slots that a rotation replaced, keys of the device that it was. */
export function wipeDropped(before: DeviceSecrets, after: DeviceSecrets): void {
  const kept = new Set(allOf(after));
  wipe(...allOf(before).filter((secret) => !kept.has(secret)));
}

function allOf(secrets: DeviceSecrets): Bytes[] {
  const { signing, agreement, mailbox } = secrets;
  return [signing, agreement, mailbox, ...ownSlots(secrets).map(({ secret }) => secret)];
}
