import type { KeyObject } from 'node:crypto';
import { createPublicKey, verify as nodeVerify } from 'node:crypto';
import { verify } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';

/** Keys of devices that were seen lately. */
const MOST_KEYS = 4_096;

function importKey(publicKey: Bytes): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: toBase64url(publicKey) }, format: 'jwk' });
}

function verifyInBackground(key: KeyObject, message: Bytes, signature: Bytes): Promise<boolean> {
  return new Promise((resolve, reject) => {
    nodeVerify(null, message, key, signature, (error, isRight) => (error ? reject(error) : resolve(isRight)));
  });
}

/**
 * Checks Ed25519 signatures of keys that come again and again: every commit has one. The first of a key goes the strict way
 * of crypto, which refuses keys of low order; after that the key is kept imported, which saves a third of the work.
 */
export class SignatureChecker {
  readonly #keys = new Map<string, KeyObject>();

  async isSigned(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
    const name = Buffer.from(publicKey).toString('latin1');
    const known = this.#keys.get(name);
    if (known) return verifyInBackground(known, message, signature);
    const isRight = await verify(publicKey, message, signature);
    if (isRight) this.#keep(name, publicKey);
    return isRight;
  }

  #keep(name: string, publicKey: Bytes): void {
    this.#keys.set(name, importKey(publicKey));
    const [oldest] = this.#keys.keys();
    if (this.#keys.size > MOST_KEYS && oldest !== undefined) this.#keys.delete(oldest);
  }
}
