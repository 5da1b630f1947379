import type { Id } from '../../encoding/index.ts';
import type { DeletedRecord, SealedVersion, StoredRecord, SyncState, VaultHeader } from '../../records/index.ts';
import { equal } from '../../crypto/index.ts';
import type { Draft } from './draft.ts';

/** Whether a header holds anything that its store does not have. */
export function isUnsent({ sync, head }: VaultHeader): boolean {
  return sync !== undefined && !(sync.synced && equal(sync.synced.head, head));
}

/** What a draft comes to in a vault with a store: what is unsent from then on, and the rows with what the store has of each. */
export function withUnsent(
  sync: SyncState | undefined,
  { put = [], remove = [], replaced }: Draft,
): { readonly sync?: SyncState; readonly put: readonly StoredRecord[] } {
  const rows = put.map(({ record }) => record);
  if (!sync) return { put: rows };
  const dirty = new Set(sync.dirty);
  const deleted = new Map(sync.deleted.map((entry) => [entry.id, entry]));
  const theirs = (id: Id): DeletedRecord | undefined => {
    const row = replaced?.get(id);
    const gone = deleted.get(id);
    if (gone) return gone;
    if (dirty.has(id) && row?.synced) return { id, synced: row.synced };
    // Only ever here, unless a commit that was sent has arrived after all.
    if (dirty.has(id) && row) return sync.sent.length > 0 ? { id, unsure: true } : undefined;
    // A row that is gone was at the store, as far as anybody knows.
    return row ? { id, synced: versionOf(row) } : replaced && { id };
  };
  const rowsWithTheirs = rows.map((row): StoredRecord => {
    const known = theirs(row.id);
    dirty.add(row.id);
    deleted.delete(row.id);
    return known?.synced ? { ...row, synced: known.synced } : row;
  });
  for (const id of remove) {
    const known = theirs(id);
    if (known) deleted.set(id, known);
    dirty.delete(id);
  }
  return { sync: { ...sync, dirty: [...dirty], deleted: [...deleted.values()] }, put: rowsWithTheirs };
}

export function versionOf({ revision, blob }: SealedVersion): SealedVersion {
  return { revision, blob };
}
