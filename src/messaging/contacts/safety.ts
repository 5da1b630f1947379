import { sha512 } from '../../crypto/index.ts';
import type { CheckedList } from '../../devices/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { associate, concat, fromId } from '../../encoding/index.ts';

/** How often each side is hashed, so that digits which look alike are dear to find. */
const ROUNDS = 5_200;
const GROUPS = 6;
const GROUP_BYTES = 5;
const GROUP_DIGITS = 5;
const NUMBERS = 100_000n;

/** One side of a comparison: who they are, by their newest list. */
export type ComparedSide = Pick<CheckedList, 'account' | 'identity' | 'version' | 'hash'>;

/**
 * The 60 digits that two people compare (protocol 8.1): 30 a side, the lower ones first, so that both read the same. Over the
 * hash of each list, too: one identity may stand in two lists, and only one side may know of it. Both lists were fetched for
 * it. 10,400 rounds of SHA-512: tens of milliseconds.
 */
export function safetyNumber(own: ComparedSide, other: ComparedSide): string {
  return [own, other].map(digitsOf).sort().join('');
}

function digitsOf({ account, identity, hash }: ComparedSide): string {
  const said = associate('safety', { account: fromId(account), identity, list: hash });
  let hashed = sha512(said);
  for (let round = 1; round < ROUNDS; round += 1) hashed = sha512(concat(hashed, said));
  return Array.from({ length: GROUPS }, (_, group) => groupOf(hashed, group)).join('');
}

/** Five digits of five bytes, big-endian. */
function groupOf(hashed: Bytes, group: number): string {
  const at = group * GROUP_BYTES;
  const value = hashed.slice(at, at + GROUP_BYTES).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return String(value % NUMBERS).padStart(GROUP_DIGITS, '0');
}
