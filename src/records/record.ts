import type { AeadKey } from '../crypto/index.ts';
import { DecryptionError, openKey, openOnce, randomBytes, seal, sealOnce, wipe } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import {
  ID_BYTES,
  associate,
  bytes,
  concat,
  fromId,
  fromJson,
  pad,
  toJson,
  toUtf8,
  u16,
  u32,
  unpad,
} from '../encoding/index.ts';
import type { DomainKey, DomainKeys } from '../keys/index.ts';
import type { Domain } from '../wire/index.ts';
import { FORMAT, FormatError } from '../wire/index.ts';

/** A blob: version 1 | epoch 4 | nonce 12, record key 32, tag 16 | padded body, tag 16 (protocol 3). */
const EPOCH_AT = 1;
const KEY_AT = 5;
const BODY_AT = KEY_AT + 60;
const KEY_BYTES = 32;
const SHORTEST = BODY_AT + 16;

/** Where a record belongs: bound into both of its seals, with its domain and epoch. */
export interface RecordPlace {
  readonly account: Id;
  readonly id: Id;
  /** From 1. */
  readonly revision: number;
}

/** What binds both seals of a record to its place. */
interface Bindings {
  readonly key: Bytes;
  readonly body: Bytes;
}

/** Bindings for the id and revision of zeros, by the handle of the key they belong to: all but these two is the same. */
const templates = new WeakMap<AeadKey, Bindings & { readonly account: Id }>();

function templateOf({ domain, epoch, key }: DomainKey, account: Id): Bindings {
  const known = templates.get(key);
  if (known?.account === account) return known;
  const fields = {
    format: u16(FORMAT),
    account: fromId(account),
    domain: toUtf8(domain),
    epoch,
    record: bytes(ID_BYTES),
    revision: u32(0),
  };
  const made = { account, key: associate('record/key', fields), body: associate('record/body', fields) };
  templates.set(key, made);
  return made;
}

/** Id and revision stand at the end of both rows, behind a length each, so a copy of the template takes them in. */
function bindingsOf(under: DomainKey, { account, id, revision }: RecordPlace): Bindings {
  const template = templateOf(under, account);
  const [record, count] = [fromId(id), u32(revision)];
  const fill = (binding: Bytes): Bytes => {
    const filled = binding.slice();
    filled.set(record, filled.length - count.length - 2 - record.length);
    filled.set(count, filled.length - count.length);
    return filled;
  };
  return { key: fill(template.key), body: fill(template.body) };
}

/** Seals a JSON value as a record's body. Every call makes a fresh record key, so nonce 0 is used once with it. */
export async function sealRecord(under: DomainKey, place: RecordPlace, body: unknown): Promise<Bytes> {
  const bindings = bindingsOf(under, place);
  const plaintext = toJson(body);
  const padded = pad(plaintext);
  const recordKey = randomBytes(KEY_BYTES);
  const [sealedKey, sealedBody] = await Promise.all([
    seal(under.key, recordKey, bindings.key),
    sealOnce(recordKey, padded, bindings.body),
  ]);
  wipe(recordKey, plaintext, padded);
  return concat(bytes(1).fill(FORMAT), under.epoch, sealedKey, sealedBody);
}

/** The epoch (4 bytes) that a blob says it is sealed under. Undefined for what is no blob of this format. */
export function epochOf(blob: Bytes): Bytes | undefined {
  return blob.length < SHORTEST || blob[0] !== FORMAT ? undefined : blob.subarray(EPOCH_AT, KEY_AT);
}

/**
 * Opens a record. Throws DecryptionError for everything that was not sealed for exactly this place under a key of `keys`,
 * FormatError for a blob of a later version.
 */
export async function openRecord(
  keys: DomainKeys,
  place: RecordPlace,
  blob: Bytes,
): Promise<{ domain: Domain; body: unknown }> {
  if (blob.length < SHORTEST) throw new DecryptionError();
  if (blob[0] !== FORMAT) throw new FormatError();
  const under = await keys.find(blob.subarray(EPOCH_AT, KEY_AT));
  if (!under) throw new DecryptionError();
  const bindings = bindingsOf(under, place);
  const recordKey = await openKey(under.key, blob.subarray(KEY_AT, BODY_AT), bindings.key);
  const padded = await openOnce(recordKey, blob.subarray(BODY_AT), bindings.body);
  const body = fromJson(unpad(padded));
  wipe(padded);
  return { domain: under.domain, body };
}
