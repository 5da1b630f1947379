import { equal } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import type { SkippedChain, SkippedKey } from './types.ts';

/** So many keys of one chain are kept, of so many chains, in one session, for so long (protocol 8.2); the oldest go. */
export const MOST_OF_CHAIN = 1_000;
const MOST_CHAINS = 5;
const MOST_OF_SESSION = 2_000;
const LAST = 30 * 86_400_000;

type Passed = Pick<SkippedKey, 'n' | 'key'>;

/** With the keys of messages that a chain was run past. */
export function addSkipped(
  skipped: readonly SkippedChain[],
  header: Bytes,
  passed: readonly Passed[],
  now: number,
): readonly SkippedChain[] {
  if (passed.length === 0) return kept(skipped, now);
  const fresh = passed.map(({ n, key }) => ({ n, key, at: now }));
  const own = skipped.find((chain) => equal(chain.header, header));
  const others = skipped.filter((chain) => chain !== own);
  const keys = [...(own?.keys ?? []), ...fresh].slice(-MOST_OF_CHAIN);
  return kept([...others, { header, keys }], now);
}

/** Without the key of one message: it was used. */
export function withoutSkipped(skipped: readonly SkippedChain[], used: SkippedKey): readonly SkippedChain[] {
  return skipped
    .map(({ header, keys }) => ({ header, keys: keys.filter((key) => key !== used) }))
    .filter(({ keys }) => keys.length > 0);
}

/** What is within the bounds; of a whole session the newest chains' keys. */
function kept(skipped: readonly SkippedChain[], now: number): readonly SkippedChain[] {
  let room = MOST_OF_SESSION;
  const newestFirst = skipped
    .map(({ header, keys }) => ({ header, keys: keys.filter(({ at }) => now - at < LAST) }))
    .filter(({ keys }) => keys.length > 0)
    .slice(-MOST_CHAINS)
    .reverse()
    .map(({ header, keys }) => {
      const some = room === 0 ? [] : keys.slice(-room);
      room -= some.length;
      return { header, keys: some };
    });
  return newestFirst.reverse().filter(({ keys }) => keys.length > 0);
}
