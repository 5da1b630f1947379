import { agree, agreementKeyPair, kdf, wipe } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import type { Secret } from './secrets.ts';

/**
 * The store's X25519 key (protocol 5), of the purpose `request`: with it and the request key of a browser, and with neither
 * alone, the key is made under which that browser's requests are proven.
 */
export class DoorKey {
  /** 32 bytes; told to everybody, and bound by every sign-in. */
  readonly publicKey: Bytes;
  readonly #privateKey: Bytes;

  private constructor(publicKey: Bytes, privateKey: Bytes) {
    this.publicKey = publicKey;
    this.#privateKey = privateKey;
  }

  static async of({ material }: Secret): Promise<DoorKey> {
    const { publicKey, privateKey } = await agreementKeyPair(kdf(material, 'store/request'));
    return new DoorKey(publicKey, privateKey);
  }

  /** 32 bytes; `salt`: the hash of a session's token, or a recovery's id. Throws PublicKeyError. */
  async macKey(requestKey: Bytes, purpose: 'request/mac' | 'recovery/mac', salt: Bytes): Promise<Bytes> {
    const shared = await agree(this.#privateKey, requestKey);
    const key = kdf(shared, purpose, salt);
    wipe(shared);
    return key;
  }
}
