import type { Bytes } from '../encoding/index.ts';
import { associate, concat, fromUtf8, pad, toUtf8, unpad } from '../encoding/index.ts';
import { DecryptionError, kdf, openOnce, randomBytes, sealOnce, wipe } from '../crypto/index.ts';
import { armor } from './armor.ts';
import { ArmorVersionError, UnknownEpochError } from './errors.ts';
import { dearmor } from './find.ts';
import { kinds, VERSION } from './layout.ts';

const EPOCH_BYTES = 4;
const ID_BYTES = 16;
const head = new Uint8Array([VERSION, kinds.self]);
const ID_AT = head.length + EPOCH_BYTES;
const SEALED_AT = ID_AT + ID_BYTES;

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
  const texts = dearmor(armored);
  const [{ [1]: kind }] = texts;
  if (kind !== kinds.self) throw new ArmorVersionError();
  // They differ in where they end.
  const epoch = texts[0].slice(head.length, ID_AT);
  const id = texts[0].slice(ID_AT, SEALED_AT);
  const key = findKey(epoch);
  if (!key) throw new UnknownEpochError();
  const once = kdf(key, 'self', id);
  const sealed = texts.map((text) => text.slice(SEALED_AT));
  const padded = await openFirst(once, sealed, binding(epoch, id)).finally(() => wipe(once));
  const plain = fromUtf8(unpad(padded));
  wipe(padded);
  return plain;
}

/** Throws DecryptionError when none opens. */
async function openFirst(once: Bytes, sealed: readonly Bytes[], ad: Bytes): Promise<Bytes> {
  for (const one of sealed) {
    const padded = await openOnce(once, one, ad).catch(() => undefined);
    if (padded) return padded;
  }
  throw new DecryptionError();
}

function binding(epoch: Bytes, id: Bytes): Bytes {
  const [version, kind] = [head.slice(0, 1), head.slice(1, 2)];
  return associate('self', { version, kind, epoch, id });
}
