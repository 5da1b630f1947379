import { AsyncLocalStorage } from 'node:async_hooks';
import { vi } from 'vitest';
import { kdf } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { concat, fromHex, u32 } from '../../../src/encoding/index.ts';

/** What precedes a private key of 32 bytes in PKCS #8 (RFC 8410 section 7). */
const pkcs8: Readonly<Record<string, string>> = {
  Ed25519: '302e020100300506032b657004220420',
  X25519: '302e020100300506032b656e04220420',
};

/** True within the work that draws alike: what a test before it left running draws for itself. */
const within = new AsyncLocalStorage<true>();

/**
 * Runs something twice alike: what it draws, nonces and key pairs, is a function of the seed and of what was drawn before.
 * So two runs write the same bytes, unless something else is between them.
 */
export async function withFixedRandom<T>(seed: Bytes, work: () => Promise<T>): Promise<T> {
  let drawn = 0;
  const draw = (length: number): Bytes => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () => kdf(seed, 'test/random', u32((drawn += 1))));
    return concat(...blocks).slice(0, length);
  };
  const { subtle } = crypto;
  const trueValues = crypto.getRandomValues.bind(crypto);
  const truePairs = subtle.generateKey.bind(subtle);
  const values = vi.spyOn(crypto, 'getRandomValues').mockImplementation((into) => {
    if (!within.getStore()) return trueValues(into);
    const view = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
    view.set(draw(into.byteLength));
    return into;
  });
  const pairs = vi.spyOn(subtle, 'generateKey').mockImplementation(async (algorithm, extractable, usages) => {
    if (!within.getStore()) return truePairs(algorithm, extractable, usages);
    const name = typeof algorithm === 'string' ? algorithm : algorithm.name;
    const encoded = concat(fromHex(pkcs8[name] ?? ''), draw(32));
    const privateKey = await subtle.importKey('pkcs8', encoded, name, true, usages);
    // Nobody looks at the public half: it is exported with the private one.
    return { privateKey, publicKey: privateKey };
  });
  try {
    return await within.run(true, work);
  } finally {
    values.mockRestore();
    pairs.mockRestore();
  }
}
