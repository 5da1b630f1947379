import { bytes, toBase64url } from '../encoding/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';

/** A sealed record as it lies in the local database. `revision` is bound into the blob's seal. */
export interface StoredRecord {
  readonly id: Id;
  readonly revision: number;
  readonly blob: Bytes;
  /** The sealed blob that this one replaced, so that an edit which began on it can be merged field by field. */
  readonly base?: SealedVersion;
  /** Of a record with unsent changes: what the store has of it, the base of every merge; absent where it has nothing. */
  readonly synced?: SealedVersion;
}

export interface SealedVersion {
  readonly revision: number;
  readonly blob: Bytes;
}

/** A head at a store, with the sealed things that its manifest names. */
export type SyncedHead = Omit<VaultHeader, 'account' | 'device' | 'sync' | 'formerLists'>;

/**
 * How a vault stands to its store (protocol 3). The vault's own header is the synced head itself, or the one commit on top
 * of it that holds everything unsent.
 */
export interface SyncState {
  /** The head followed last; absent while a sign-up's outcome is not known. */
  readonly synced?: SyncedHead;
  /** The device list that the store of before told last, where the one here goes beyond it. */
  readonly known?: Bytes;
  /** Ids of records with unsent changes. */
  readonly dirty: readonly Id[];
  readonly deleted: readonly DeletedRecord[];
  /** Own commits that were sent, or were about to be, since: one of them may be in the store's log. */
  readonly sent: readonly SentCommit[];
  /** Heads (32 bytes) followed before `synced`, oldest first, without a gap: by them a state is known that a store went back to. */
  readonly formerHeads?: readonly Bytes[];
  /**
   * A commit is owed to the store even where nothing is unsent: only once it has taken one of ours, made since, is it sure that no
   * copy of this profile has gone on (protocol 8.6).
   */
  readonly owed?: true;
}

/** A record that was deleted here and that the store still has. */
export interface DeletedRecord {
  readonly id: Id;
  /** What the store has of it; absent where that was damaged here. */
  readonly synced?: SealedVersion;
  /** The store has it only if it took a commit whose outcome is not known. */
  readonly unsure?: true;
}

/** What has to be known of a sent commit to recognise it. */
export interface SentCommit {
  /** 32 bytes. */
  readonly head: Bytes;
  readonly put: readonly { readonly id: Id; readonly revision: number }[];
  readonly remove: readonly Id[];
}

/**
 * Everything of a vault but its records and its snapshot. All of it is sealed, signed, or a name by which the store would
 * know it; it survives structured clone. Only the records room's reader (`readVault`) may interpret it.
 */
export interface VaultHeader {
  readonly account: Id;
  readonly generation: number;
  /** One encoded slot (wire) each, the device's own among them. */
  readonly slots: readonly Bytes[];
  readonly keyring: Bytes;
  /** The last sealed manifest, the head before it (32 bytes), and its author's signature over both. */
  readonly manifest: Bytes;
  readonly parent: Bytes;
  readonly author: Id;
  readonly signature: Bytes;
  /** The device list, encoded (wire), and every version before it, oldest first. */
  readonly list: Bytes;
  readonly formerLists: readonly Bytes[];
  /** This device's sealed secrets, encoded (wire). Never leave this browser. */
  readonly device: Bytes;
  /** Hash of `manifest`, 32 bytes. */
  readonly head: Bytes;
  /** Only of a vault that is, or is being, connected to a store. */
  readonly sync?: SyncState;
}

/**
 * What of a header shows whether somebody else wrote: each commit has a head, those that were about to be sent stand in `sync`, and so does
 * what was followed.
 */
export type Standing = Pick<VaultHeader, 'head' | 'sync'>;

/** The tables of what a device has of its messages (protocol 8.6, 8.8). */
export const rowTables = ['sessions', 'prekeys', 'outbox', 'inbox', 'index', 'keys'] as const;
export type RowTable = (typeof rowTables)[number];

/** A sealed row of this device alone: never in a commit, never at a store. */
export interface DeviceRow {
  readonly table: RowTable;
  /** 16 bytes that only the device's row key leads to: nobody tells from them whose row it is. */
  readonly id: Id;
  /** From 1, one more with every write. */
  readonly version: number;
  readonly sealed: Bytes;
}

/** What becomes of device rows in a change. The change is a `conflict` where another version is stored than it was made on. */
export interface RowsChange {
  /** Each stands on the version before its own; one of version 1 on none. */
  readonly put: readonly DeviceRow[];
  readonly remove: readonly Pick<DeviceRow, 'table' | 'id' | 'version'>[];
  /** Of rows that the change doesn't name: `forbidden` makes it a conflict, `removed` takes them away. Absent: they stay. */
  readonly others?: 'forbidden' | 'removed';
}

/** One commit for the local database: all of it becomes true in one transaction, or none of it. */
export interface VaultChange {
  /** What this change was made on; null where no vault may be. */
  readonly expected: Standing | null;
  readonly header: VaultHeader;
  readonly put: readonly StoredRecord[];
  readonly remove: readonly Id[];
  readonly snapshot?: readonly { readonly chunk: number; readonly bytes: Bytes }[];
  /** How many parts the snapshot has from now on; parts beyond it are deleted. */
  readonly snapshotLength?: number;
  readonly rows?: RowsChange;
}

/**
 * Where a vault lies. Implemented by platform over IndexedDB, and in memory by the tests. Every method may reject with the
 * store's own typed errors (`disk-full`, `database-broken`, …); after a rejected `apply` everything is as it was before.
 */
export interface VaultDatabase {
  read(): Promise<VaultHeader | undefined>;
  readRecord(id: Id): Promise<StoredRecord | undefined>;
  readRecords(): Promise<StoredRecord[]>;
  /** The parts of the snapshot in the order of their numbers. */
  readSnapshot(): Promise<Bytes[]>;
  readRow(table: RowTable, id: Id): Promise<DeviceRow | undefined>;
  readRows(table: RowTable): Promise<DeviceRow[]>;
  /**
   * Rejects with an error of code `conflict` if what is stored is not `expected`, or a device row not the one expected: compared inside the
   * transaction.
   */
  apply(change: VaultChange): Promise<void>;
  erase(): Promise<void>;
}

/** Whether what is stored is what a change was made on. */
export function isStanding(stored: Standing | undefined, expected: Standing | null): boolean {
  if (!stored || !expected) return !stored && !expected;
  return headsOf(stored) === headsOf(expected);
}

function headsOf({ head, sync }: Standing): string {
  const { synced, sent = [] } = sync ?? {};
  return [head, synced?.head ?? bytes(0), ...sent.map((commit) => commit.head)].map(toBase64url).join();
}

/** Whether a store refused a change because somebody else wrote in between. */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'conflict';
}
