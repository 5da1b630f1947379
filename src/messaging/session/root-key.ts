import { kdf, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { associate } from '../../encoding/index.ts';

const KEY_BYTES = 32;

/** What a turn of the ratchet gives: the next root key, a new chain key, and the header key of the chain after it. */
export interface Turned {
  readonly root: Bytes;
  readonly chain: Bytes;
  readonly nextHeader: Bytes;
}

interface Turn {
  readonly dh: Bytes;
  readonly kem: Bytes;
  /** Ratchet keys, public halves: of who sends in the new chain, and of who receives. */
  readonly sender: Bytes;
  readonly receiver: Bytes;
  readonly ciphertext: Bytes;
}

/**
 * RK' | CK | NHK of protocol 8.2: an agreement and a KEM at once, bound to the keys and the ciphertext that led to them. Both
 * secrets are wiped: a turn is taken once.
 */
export function turnRoot(root: Bytes, turn: Turn): Turned {
  const input = associate('ratchet/root', { ...turn });
  const made = kdf(input, 'ratchet/root', root, 3 * KEY_BYTES);
  wipe(input, turn.dh, turn.kem);
  const part = (at: number): Bytes => made.slice(at * KEY_BYTES, (at + 1) * KEY_BYTES);
  const turned = { root: part(0), chain: part(1), nextHeader: part(2) };
  wipe(made);
  return turned;
}
