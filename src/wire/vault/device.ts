import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import {
  bytesOf,
  counter,
  decode,
  encode,
  id,
  MOST_ORIGIN_CHARACTERS,
  readSigned,
  SIGNATURE_BYTES,
  someBytes,
  time,
  unique,
} from '../format/index.ts';
import type { Signed } from '../format/index.ts';
import { MOST_DEVICES, MOST_LIST_BYTES, MOST_REMOVALS } from './limits.ts';

/** Account, device, three keys and a time have less than 400. */
const MOST_CERTIFICATE_BYTES = 1_024;
const key = bytesOf(32);

const certificate = v.strictObject({
  account: id,
  device: id,
  /** Ed25519: signs commits. */
  signing: key,
  /** X25519: the device's identity towards contacts. */
  agreement: key,
  /** X25519: envelopes are sealed to it. */
  mailbox: key,
  createdAt: time,
});
/** What the account identity says of a device (protocol 6). */
export type Certificate = v.InferOutput<typeof certificate>;

const removal = v.strictObject({ device: id, reason: v.picklist(['revoked', 'cloned', 'left', 'recovered']), time });
/** Why a device is no longer listed; only `revoked` lets a device wipe itself. */
export type Removal = v.InferOutput<typeof removal>;

const list = v.strictObject({
  account: id,
  /** Origin of the store whose word counts; empty in a vault that never had one. */
  store: v.pipe(v.string(), v.maxLength(MOST_ORIGIN_CHARACTERS)),
  /** From 1. */
  version: counter,
  /** Ed25519: signs the certificates. */
  identity: key,
  /** Where the identity is another than in the version before: that one's signature over the change. */
  succession: v.optional(bytesOf(SIGNATURE_BYTES)),
  /** Every identity and list key that this list had before these, oldest first: none of them comes back. */
  former: v.pipe(v.array(key), v.maxLength(2 * MOST_REMOVALS)),
  /** Hash of the version before; 32 zero bytes for the first. */
  previous: key,
  /** Signs the next version. */
  listKey: key,
  /** Signed certificates, encoded. */
  devices: v.pipe(v.array(someBytes), v.minLength(1), v.maxLength(MOST_DEVICES)),
  removed: v.pipe(
    v.array(removal),
    v.maxLength(MOST_REMOVALS),
    unique((entry) => entry.device),
  ),
  time,
});
/** One version of the device list (protocol 6). */
export type DeviceList = v.InferOutput<typeof list>;

export function writeCertificate(value: Certificate): Bytes {
  return encode(value);
}

/** Throws MalformedError, FormatError. */
export function readCertificate(source: Bytes): Signed<Certificate> {
  const { signed, signature } = readSigned(source);
  return { value: decode(certificate, signed, MOST_CERTIFICATE_BYTES), signed, signature };
}

export function writeDeviceList(value: DeviceList): Bytes {
  return encode(value);
}

/** Throws MalformedError, FormatError. */
export function readDeviceList(source: Bytes): Signed<DeviceList> {
  const { signed, signature } = readSigned(source);
  return { value: decode(list, signed, MOST_LIST_BYTES), signed, signature };
}
