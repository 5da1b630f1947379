import { digest, equal, newId, randomBytes } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { fromId, MalformedError, u16 } from '../../encoding/index.ts';
import type { SharePart } from '../../wire/index.ts';
import { FEWEST_TRUSTEES, MOST_TRUSTEES } from '../../wire/index.ts';
import { splitSecret } from './shamir.ts';

const SECRET_BYTES = 32;

/** A secret that nobody has yet, and its shares. `secret` and each share are the caller's to wipe. */
interface NewTrustees {
  /** Names this splitting: shares of two are never combined. */
  readonly set: Id;
  /** The slot secret, 32 bytes. */
  readonly secret: Bytes;
  /** One for each person, in their order. */
  readonly parts: readonly SharePart[];
}

/** What a share is known by, 32 bytes, without being one. */
function shareHash(set: Id, index: number, share: Bytes): Bytes {
  return digest('trustee/share', { set: fromId(set), index: u16(index), share });
}

/** A new secret in so many shares, 2 to 10, any `needed` of which open. Throws MalformedError. */
export async function makeTrustees(people: number, needed: number): Promise<NewTrustees> {
  if (people < FEWEST_TRUSTEES || people > MOST_TRUSTEES) throw new MalformedError('too few or too many people');
  const [set, secret] = [newId(), randomBytes(SECRET_BYTES)];
  const shares = await splitSecret(secret, people, needed);
  const hashes = shares.map((share, at) => shareHash(set, at + 1, share));
  return { set, secret, parts: shares.map((share, at) => ({ is: 'part', index: at + 1, needed, share, hashes })) };
}

/** Whether a share is the one that its place in its own list of hashes says. */
export function isWhole(set: Id, { index, share, hashes }: Pick<SharePart, 'index' | 'share' | 'hashes'>): boolean {
  const hash = hashes[index - 1];
  return hash !== undefined && equal(shareHash(set, index, share), hash);
}
