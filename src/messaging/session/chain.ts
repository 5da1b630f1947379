import { hmacSha256, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import type { Chain } from './types.ts';

/** A message that is further ahead is refused: nobody is made to run a chain for long. */
export const MOST_AHEAD = 10_000;

const forMessage = new Uint8Array([1]);
const forChain = new Uint8Array([2]);

/** The key of the chain's next message, 32 bytes, and the chain after it (protocol 8.2). */
export function stepChain({ key, n }: Chain): { readonly message: Bytes; readonly chain: Chain } {
  return { message: hmacSha256(key, forMessage), chain: { key: hmacSha256(key, forChain), n: n + 1 } };
}

/**
 * The chain run up to message `n`, and the keys of those before it: the newest `most`. What lies between is wiped, the given chain is not.
 */
export function runChain(
  chain: Chain,
  n: number,
  most: number,
): { readonly chain: Chain; readonly passed: readonly { readonly n: number; readonly key: Bytes }[] } {
  const passed: { n: number; key: Bytes }[] = [];
  let at = chain;
  while (at.n < n) {
    const { message, chain: next } = stepChain(at);
    if (at.n >= n - most) passed.push({ n: at.n, key: message });
    else wipe(message);
    if (at !== chain) wipe(at.key);
    at = next;
  }
  return { chain: at, passed };
}
