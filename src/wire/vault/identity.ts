import * as v from 'valibot';
import { MalformedError } from '../../encoding/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { bytesOf, encodeValue, id, name, parse } from '../format/index.ts';

const secret = v.strictObject({ kind: v.picklist(['identity', 'list-key']), seed: bytesOf(32) });
const names = v.strictObject({ kind: v.literal('devices'), names: v.record(id, name) });

/** Bodies of the records of `identity`: the account's and the device list's Ed25519 seeds, and what people call devices. */
export interface IdentityBody {
  readonly kind: 'identity' | 'list-key';
  readonly seed: Bytes;
}

export interface DeviceNames {
  readonly kind: 'devices';
  readonly names: Readonly<Record<Id, string>>;
}

/** A record's body of the kind asked for. Throws MalformedError. */
export function readIdentityBody(kind: IdentityBody['kind'], body: unknown): IdentityBody {
  const read = parse(secret, body);
  if (read.kind !== kind) throw new MalformedError('not this record of the identity');
  return read;
}

/** Throws MalformedError. */
export function readDeviceNames(body: unknown): DeviceNames {
  return parse(names, body);
}

/** As a JSON value, the way record bodies are handed on. */
export function identityBody(body: IdentityBody | DeviceNames): unknown {
  return encodeValue(body);
}
