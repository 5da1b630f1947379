import { equal } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import type { SyncState } from '../../records/index.ts';

/** So many former heads are remembered: a store restored from an older backup than that is told like a fork. */
const MOST = 256;

/** A head that was followed before, and where it stood. */
export interface FormerHead {
  /** 32 bytes. */
  readonly head: Bytes;
  readonly sequence: number;
}

/** What is remembered once these were followed on top of former heads; the last of them is where the vault stands then. */
export function formerAfter(former: readonly Bytes[], followed: readonly { readonly head: Bytes }[]): Bytes[] {
  return [...former, ...followed.map(({ head }) => head)].slice(0, -1).slice(-MOST);
}

/** The heads followed before the one at `sequence`, newest first. */
export function formersOf({ formerHeads = [] }: SyncState, sequence: number): FormerHead[] {
  return formerHeads.toReversed().map((head, back) => ({ head, sequence: sequence - 1 - back }));
}

/** What is remembered of the time before a former head. */
export function formerBefore({ formerHeads = [] }: SyncState, head: Bytes): Bytes[] {
  return formerHeads.slice(
    0,
    formerHeads.findIndex((former) => equal(former, head)),
  );
}

/** The same heads as a store is asked for them, newest first, in base64url. */
export function toldFormer({ formerHeads = [] }: SyncState): string[] {
  return formerHeads.toReversed().map((head) => toBase64url(head));
}
