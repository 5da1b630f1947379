import type { Bytes } from '../encoding/index.ts';
import type { Kem } from './kem.ts';

/** What WebCrypto has besides ("Modern Algorithms in the Web Cryptography API", WICG), where it has it. */
interface KemCrypto {
  generateKey(algorithm: string, extractable: boolean, usages: readonly string[]): Promise<CryptoKeyPair>;
  importKey(
    format: 'raw-public' | 'raw-seed',
    key: Bytes,
    algorithm: string,
    extractable: boolean,
    usages: readonly string[],
  ): Promise<CryptoKey>;
  exportKey(format: 'raw-public' | 'raw-seed', key: CryptoKey): Promise<ArrayBuffer>;
  encapsulateBits(algorithm: string, key: CryptoKey): Promise<{ sharedKey: ArrayBuffer; ciphertext: ArrayBuffer }>;
  decapsulateBits(algorithm: string, key: CryptoKey, ciphertext: Bytes): Promise<ArrayBuffer>;
}

const name = 'ML-KEM-768';
const subtle = (): KemCrypto => crypto.subtle as unknown as KemCrypto;

/** ML-KEM-768 by WebCrypto: Chromium 156 has it, Firefox 153 doesn't. */
export const nativeKem: Kem = {
  keyPair: async () => {
    const { publicKey, privateKey } = await subtle().generateKey(name, true, ['encapsulateBits', 'decapsulateBits']);
    const [shown, seed] = await Promise.all([
      subtle().exportKey('raw-public', publicKey),
      subtle().exportKey('raw-seed', privateKey),
    ]);
    return { publicKey: new Uint8Array(shown), seed: new Uint8Array(seed) };
  },
  encapsulate: async (publicKey) => {
    const key = await subtle().importKey('raw-public', publicKey, name, false, ['encapsulateBits']);
    const { sharedKey, ciphertext } = await subtle().encapsulateBits(name, key);
    return { secret: new Uint8Array(sharedKey), ciphertext: new Uint8Array(ciphertext) };
  },
  decapsulate: async (seed, ciphertext) => {
    const key = await subtle().importKey('raw-seed', seed, name, false, ['decapsulateBits']);
    return new Uint8Array(await subtle().decapsulateBits(name, key, ciphertext));
  },
};
