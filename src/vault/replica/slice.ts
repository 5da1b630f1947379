import { equal } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { masterKeyFor } from '../../keys/index.ts';
import type { StoredRecord, SyncState, VaultHeader } from '../../records/index.ts';
import { sumOf, updateSum } from '../../records/index.ts';
import type { Prepared } from '../../sync/index.ts';
import type { Manifest } from '../../wire/index.ts';
import { MOST_COMMIT_RECORDS } from '../../wire/index.ts';
import type { SliceLimits, VaultState } from '../state/index.ts';
import { composeCommit } from '../state/index.ts';
import { prepared } from './push.ts';

/** Bytes of records in one commit: below what a store takes by default, and soon through. */
const MOST_BYTES = 16_777_216;

/** What a commit has beside a record's blob, and beside everything else in it, at most: frames, ids, a longer manifest. */
const AROUND_RECORD = 64;
const AROUND_COMMIT = 2_048;

/** Of a sign-up's commit: what every proxy lets through, and a store takes of strangers. */
export const FIRST_COMMIT_BYTES = 262_144;

export const standardSlice: SliceLimits = { records: MOST_COMMIT_RECORDS, bytes: MOST_BYTES };

/** The limits of a slice whose whole commit has at most so many bytes, where it can be so small. */
export function within(
  limits: SliceLimits,
  most: number,
  { manifest, keyring, slots, list, formerLists }: VaultHeader,
): SliceLimits {
  const sealed = [manifest, keyring, list, ...formerLists, ...slots].reduce(
    (sum, part) => sum + part.length,
    AROUND_COMMIT,
  );
  const bytes = Math.max(0, Math.min(limits.bytes, most - sealed));
  return { records: Math.min(limits.records, Math.ceil(bytes / AROUND_RECORD)), bytes };
}

/** What is unsent, or as much of it as goes into one commit. */
export interface Slice {
  readonly put: readonly StoredRecord[];
  readonly deleted: SyncState['deleted'];
}

/**
 * As much of what is unsent as goes into one commit; all of it where it fits. Deletions of which nobody knows whether they
 * arrived go first, for they are done with once anything was followed; those whose former sum nobody knows go last, with
 * what makes the whole. A record that is too large by itself waits for the others, and then goes alone.
 */
export function firstSlice(all: Slice, limits: SliceLimits): Slice {
  const { put, deleted } = all;
  const bytes = put.reduce((sum, row) => sum + lengthOf(row), 0);
  if (put.length + deleted.length <= limits.records && bytes <= limits.bytes) return all;
  const known = [...deleted.filter(({ unsure }) => unsure), ...deleted.filter((one) => !one.unsure && one.synced)];
  const gone = known.slice(0, limits.records);
  const fitting = put.filter((row) => lengthOf(row) <= limits.bytes);
  const some: StoredRecord[] = [];
  let room = limits.bytes;
  for (const row of fitting.slice(0, limits.records - gone.length)) {
    room -= lengthOf(row);
    if (room < 0) break;
    some.push(row);
  }
  if (some.length + gone.length > 0) return { put: some, deleted: gone };
  const [smallest] = put.toSorted((one, other) => lengthOf(one) - lengthOf(other));
  return smallest ? { put: [smallest], deleted: [] } : all;
}

function lengthOf({ blob }: StoredRecord): number {
  return blob.length + AROUND_RECORD;
}

/**
 * A commit that brings a slice: whole in itself, with count and sum of what the store has once it has taken it. What is
 * left stays unsent, and is the next commit, on top of this one (protocol 3.2).
 */
export async function prepareSlice(
  state: VaultState,
  sync: SyncState,
  before: Manifest | undefined,
  slice: Slice,
): Promise<Prepared> {
  const { put, deleted } = slice;
  const { header, manifest, masterKey, slots } = state;
  const setKey = masterKeyFor(masterKey, 'set');
  const bases = [...put, ...deleted].flatMap(({ id, synced }) => (synced ? [{ id, ...synced }] : []));
  const said: Manifest = {
    ...manifest,
    count: (before?.count ?? 0) + put.length - bases.length,
    sum: before ? await updateSum(setKey, before.sum, put, bases) : await sumOf(setKey, put),
  };
  const { keyring, device } = header;
  const commit = await composeCommit(state, masterKey, said, { slots, keyring, list: state.list, device });
  return prepared(commit.header, { ...sync, deleted }, put);
}

/** Whether a slice is all there is. */
export function isWhole(slice: Slice, all: Slice): boolean {
  return slice.put.length === all.put.length && slice.deleted.length === all.deleted.length;
}

/**
 * The slice that was made last, of which state and for which room: asked again, the same is sent again, also where nobody
 * answered.
 */
export class LastSlice {
  #last: { readonly head: Bytes; readonly most: number | undefined; readonly prepared: Prepared } | undefined;

  of(head: Bytes, most: number | undefined): Prepared | undefined {
    const last = this.#last;
    return last && last.most === most && equal(last.head, head) ? last.prepared : undefined;
  }

  keep(head: Bytes, most: number | undefined, made: Prepared): Prepared {
    this.#last = { head, most, prepared: made };
    return made;
  }
}
