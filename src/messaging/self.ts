import type { Bytes } from '../encoding/index.ts';
import { associate, concat, fromUtf8, pad, padme, toUtf8, unpad } from '../encoding/index.ts';
import { kdf, openOnce, randomBytes, sealOnce, wipe } from '../crypto/index.ts';
import { armor, armoredLength } from './armor.ts';
import { ArmorVersionError, UnknownEpochError } from './errors.ts';
import { dearmor } from './find.ts';
import { CHECKSUM_BYTES, kinds, overheadOf, VERSION } from './layout.ts';

const EPOCH_BYTES = 4;
const ID_BYTES = 16;
const head = new Uint8Array([VERSION, kinds.self]);

/** A `messages` key of the keyring with its 4-byte epoch id. */
export interface MessagesKey {
  readonly epoch: Bytes;
  readonly key: Bytes;
}

/**
 * Seals a text for oneself (protocol 8, "For myself") and armors it: version, kind, epoch id, random 16-byte id,
 * AES-GCM of the padded text. The key is derived from the fresh id and so is used once. Two calls never give the same.
 */
export async function sealForSelf({ epoch, key }: MessagesKey, text: string): Promise<string> {
  const id = randomBytes(ID_BYTES);
  const once = kdf(key, 'self', id);
  const padded = pad(toUtf8(text));
  const sealed = await sealOnce(once, padded, binding(epoch, id));
  wipe(once, padded);
  return armor(concat(head, epoch, id, sealed));
}

/**
 * Opens the first armored text in `armored`, which may carry whatever a site added. `findKey` gives the `messages` key
 * of an epoch id. Throws ArmorDamagedError, ArmorVersionError, UnknownEpochError, DecryptionError.
 */
export async function openForSelf(findKey: (epoch: Bytes) => Bytes | undefined, armored: string): Promise<string> {
  const text = dearmor(armored);
  if (text[1] !== kinds.self) throw new ArmorVersionError();
  const epoch = text.slice(head.length, head.length + EPOCH_BYTES);
  const id = text.slice(head.length + EPOCH_BYTES, head.length + EPOCH_BYTES + ID_BYTES);
  const key = findKey(epoch);
  if (!key) throw new UnknownEpochError();
  const once = kdf(key, 'self', id);
  const padded = await openOnce(once, text.slice(head.length + EPOCH_BYTES + ID_BYTES), binding(epoch, id));
  const plain = fromUtf8(unpad(padded));
  wipe(once, padded);
  return plain;
}

/** How many bytes of UTF-8 fit when the armored text may have at most `limit` characters; negative: not even none. */
export function selfCapacity(limit: number): number {
  let fits = -1;
  const around = overheadOf('self') - CHECKSUM_BYTES;
  for (let padded = padme(1); armoredLength(around + padded) <= limit; padded = padme(padded + 1)) fits = padded - 1;
  return fits;
}

function binding(epoch: Bytes, id: Bytes): Bytes {
  const [version, kind] = [head.slice(0, 1), head.slice(1, 2)];
  return associate('self', { version, kind, epoch, id });
}
