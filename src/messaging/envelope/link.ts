import { digest, equal, sha256 } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { bytes } from '../../encoding/index.ts';
import type { Body } from '../../wire/index.ts';
import { writeUnversioned } from '../../wire/index.ts';

const HASH_BYTES = 32;

/**
 * The last body of one sending device in one conversation to one receiving account (protocol 8.4): by it a gap shows, and that
 * somebody else speaks as that device.
 */
export interface LastBody {
  readonly counter: number;
  /** Of the body, 32 bytes. */
  readonly hash: Bytes;
}

/** The hash by which the next body names this one. Lists may go on meanwhile, so their versions don't count. */
export function bodyHash(body: Body): Bytes {
  return digest('body', { body: sha256(writeUnversioned(body)) });
}

export function lastOf(body: Body): LastBody {
  return { counter: body.counter, hash: bodyHash(body) };
}

/** Counter and hash of the body before, for the next one. */
export function linkAfter(last: LastBody | undefined): Pick<Body, 'counter' | 'previous'> {
  return last ? { counter: last.counter + 1, previous: last.hash } : { counter: 1, previous: bytes(HASH_BYTES) };
}

/**
 * How a body goes on from the last one: `next`; `gap`: others lie between that didn't come; `late`: one that was missed; `again`:
 * the very same; `forked`: another one in the place of one that was here.
 */
export function judgeBody(last: LastBody | undefined, body: Body): 'next' | 'gap' | 'late' | 'again' | 'forked' {
  const expected = linkAfter(last);
  if (body.counter > expected.counter) return 'gap';
  if (body.counter === expected.counter) return equal(body.previous, expected.previous) ? 'next' : 'forked';
  if (last && body.counter === last.counter) return equal(bodyHash(body), last.hash) ? 'again' : 'forked';
  return 'late';
}
