import {
  isCanonicalKem,
  kdf,
  KEM_CIPHERTEXT_BYTES,
  KEM_PUBLIC_BYTES,
  openStepOnce,
  sealStepOnce,
  wipe,
} from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { associate, concat } from '../../encoding/index.ts';

/** ciphertext 1,088 | KEM key 1,184 | tag 16. */
const BLOCK_BYTES = KEM_CIPHERTEXT_BYTES + KEM_PUBLIC_BYTES + 16;

/** The KEM's half of a turn, sealed once a chain: a ciphertext for the receiver's key, and the sender's next key. */
export interface KemBlock {
  readonly ciphertext: Bytes;
  readonly nextKey: Bytes;
}

/** One chain has one ratchet key, so the key is used once. */
function keyOf(header: Bytes, ratchetKey: Bytes): Bytes {
  return kdf(header, 'ratchet/kem', ratchetKey);
}

export function sealBlock(header: Bytes, ratchetKey: Bytes, { ciphertext, nextKey }: KemBlock): Bytes {
  const key = keyOf(header, ratchetKey);
  const sealed = sealStepOnce(key, concat(ciphertext, nextKey), associate('ratchet/kem', {}));
  wipe(key);
  return sealed;
}

/** Undefined for a block of another chain, and for one whose key nothing can be sent to: nobody is to be made to take that. */
export function openBlock(header: Bytes, ratchetKey: Bytes, sealed: Bytes): KemBlock | undefined {
  if (sealed.length !== BLOCK_BYTES) return undefined;
  const key = keyOf(header, ratchetKey);
  const plain = openStepOnce(key, sealed, associate('ratchet/kem', {}));
  wipe(key);
  if (!plain) return undefined;
  const nextKey = plain.slice(KEM_CIPHERTEXT_BYTES);
  return isCanonicalKem(nextKey) ? { ciphertext: plain.slice(0, KEM_CIPHERTEXT_BYTES), nextKey } : undefined;
}
