import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { bytesOf, counter, decode, encode, id, someBytes, time } from '../format/index.ts';

const key = bytesOf(32);

const slot = v.strictObject({ id, secret: key });
/** A device's own slot, by which it follows a rotation: id and slot secret (32 bytes). */
export type DeviceSlot = v.InferOutput<typeof slot>;

/**
 * Private halves of keys that were made and may be listed by now, or that others took the place of. `device`: of the device that this one
 * was before, whose profile was copied; with its signing key, by which its mailbox is emptied.
 */
const otherKeys = v.strictObject({
  agreement: key,
  mailbox: key,
  at: time,
  device: v.optional(id),
  signing: v.optional(key),
});

const secrets = v.strictObject({
  /** Private halves of the keys in the device's certificate. */
  signing: key,
  agreement: key,
  mailbox: key,
  /** Seals the device's rows (protocol 8.6); another one after every rotation. */
  rows: key,
  others: v.optional(v.array(otherKeys)),
  slot,
  /** What takes the slot's place in own rotations that were sent, and whose outcome is not known. */
  pending: v.optional(v.array(slot)),
});
/** What a device has for itself (protocol 4): never synced, never stored but sealed. */
export type DeviceSecrets = v.InferOutput<typeof secrets>;

const sealedSecrets = v.strictObject({ device: id, generation: counter, salt: bytesOf(32), sealed: someBytes });
/** Device secrets at rest, with the generation of the master key that seals them. */
export type SealedDeviceSecrets = v.InferOutput<typeof sealedSecrets>;

/** Throws MalformedError, FormatError. */
export function readDeviceSecrets(source: Bytes): DeviceSecrets {
  return decode(secrets, source);
}

export function writeDeviceSecrets(value: DeviceSecrets): Bytes {
  return encode(value);
}

/** Throws MalformedError, FormatError. */
export function readSealedDeviceSecrets(source: Bytes): SealedDeviceSecrets {
  return decode(sealedSecrets, source);
}

export function writeSealedDeviceSecrets(value: SealedDeviceSecrets): Bytes {
  return encode(value);
}
