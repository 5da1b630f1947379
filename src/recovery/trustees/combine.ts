import { equal, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError } from '../../encoding/index.ts';
import { signKeyOf } from '../../keys/index.ts';
import type { HandedShare } from '../../wire/index.ts';
import { isWhole } from './make.ts';
import { combineShares } from './shamir.ts';

/** Of more than so many shares the likeliest are tried: all choices of six out of twelve are 924. */
const MOST_TRIED = 12;

/** What shares that were handed over come to. */
export interface Combined {
  /** The slot secret, 32 bytes, the caller's to wipe; undefined: not enough of them fit. */
  readonly secret?: Bytes;
  /** Each share once: those that fit, and those that fit nothing. */
  readonly good: readonly HandedShare[];
  readonly bad: readonly HandedShare[];
  /** So many are needed, as those that fit say; nobody knows before the first came. */
  readonly needed?: number;
}

/**
 * Finds the shares that belong together, among some that may be wrong, old or made up: those that give the secret whose sign-in key
 * (32 bytes) the store names; that the slot opens by it is the proof. Once it is found, every other share is tried against it, so each
 * bad one is known; before that, a share is bad if its own list of hashes doesn't have it, or if most of the others have another list.
 */
export async function combineHanded(handed: readonly HandedShare[], signKey: Bytes): Promise<Combined> {
  const all = handed.filter((one, at) => handed.findIndex((other) => isSame(one, other)) === at);
  const usual = usualList(all);
  const [likely, unlikely] = parted(all, (one) => isWhole(one.set, one) && (!usual || listOf(one) === usual));
  const tried = [...likely, ...unlikely].slice(0, MOST_TRIED);
  for (const needed of new Set(tried.map((one) => one.needed))) {
    for (const chosen of choices(tried, needed)) {
      const secret = await secretOf(chosen, signKey);
      if (secret) return { secret, needed, ...(await judged(all, chosen, secret)) };
    }
  }
  const [first] = likely;
  return { good: likely, bad: unlikely, ...(first ? { needed: first.needed } : {}) };
}

function isSame(one: HandedShare, other: HandedShare): boolean {
  return one.trustee === other.trustee && one.set === other.set && equal(one.share, other.share);
}

function parted<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter((one) => isFirst(one)), all.filter((one) => !isFirst(one))];
}

function listOf({ set, needed, hashes }: HandedShare): string {
  return [set, needed, ...hashes.map((hash) => hash.join(' '))].join('/');
}

/** What more of them say than anything else; undefined where none does. */
function usualList(handed: readonly HandedShare[]): string | undefined {
  const counts = Map.groupBy(handed.map(listOf), (list) => list);
  const [first, second] = [...counts.values()].toSorted((one, other) => other.length - one.length);
  return first && first.length > (second?.length ?? 0) ? first[0] : undefined;
}

/** Undefined: these give nothing, or something else. */
async function secretOf(shares: readonly HandedShare[], signKey: Bytes): Promise<Bytes | undefined> {
  if (new Set(shares.map(({ set }) => set)).size !== 1) return undefined;
  const secret = await combined(shares);
  if (!secret) return undefined;
  if (equal(await signKeyOf(secret), signKey)) return secret;
  wipe(secret);
  return undefined;
}

async function combined(shares: readonly HandedShare[]): Promise<Bytes | undefined> {
  try {
    return await combineShares(shares.map(({ share }) => share));
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

/** Those that give the same in the place of one that does, and the others. */
async function judged(
  all: readonly HandedShare[],
  chosen: readonly HandedShare[],
  secret: Bytes,
): Promise<Pick<Combined, 'good' | 'bad'>> {
  const [, ...others] = chosen;
  const fitting = new Set(chosen);
  for (const one of all) {
    if (fitting.has(one) || one.set !== chosen[0]?.set) continue;
    const again = await combined([one, ...others]);
    if (again && equal(again, secret)) fitting.add(one);
    if (again) wipe(again);
  }
  const [good, bad] = parted(all, (one) => fitting.has(one));
  return { good, bad };
}

/** All choices of `size` of them. */
function choices<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const [first, ...rest] = all;
  if (size === 0) return [[]];
  if (first === undefined || size > all.length) return [];
  return [...choices(rest, size - 1).map((some) => [first, ...some]), ...choices(rest, size)];
}
