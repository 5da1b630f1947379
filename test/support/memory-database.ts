import type { Bytes, Id } from '../../src/encoding/index.ts';
import type {
  DeviceRow,
  RowTable,
  RowsChange,
  StoredRecord,
  VaultChange,
  VaultHeader,
  VaultDatabase,
} from '../../src/records/index.ts';
import { isStanding } from '../../src/records/index.ts';

class ConflictError extends Error {
  readonly code = 'conflict';
}

class DiskFullError extends Error {
  readonly code = 'disk-full';
}

/** A vault's database in memory. Everything goes in and out through structured clone, as in IndexedDB. */
export class MemoryDatabase implements VaultDatabase {
  header: VaultHeader | undefined;
  records = new Map<Id, StoredRecord>();
  snapshot: Bytes[] = [];
  /** Device rows, by table and id. */
  rows = new Map<string, DeviceRow>();
  /** How often a change was applied. */
  applied = 0;
  /** The next `apply` fails as on a full disk. */
  full = false;
  /** Runs inside `apply`, before anything changes; may throw. */
  beforeApply: (change: VaultChange) => void | Promise<void> = () => undefined;

  read(): Promise<VaultHeader | undefined> {
    return answer(this.header);
  }

  readRecord(id: Id): Promise<StoredRecord | undefined> {
    return answer(this.records.get(id));
  }

  readRecords(): Promise<StoredRecord[]> {
    return answer([...this.records.values()]);
  }

  readSnapshot(): Promise<Bytes[]> {
    return answer(this.snapshot);
  }

  readRow(table: RowTable, id: Id): Promise<DeviceRow | undefined> {
    return answer(this.rows.get(`${table}/${id}`));
  }

  readRows(table: RowTable): Promise<DeviceRow[]> {
    return answer([...this.rows.values()].filter((row) => row.table === table));
  }

  async apply(change: VaultChange): Promise<void> {
    const { expected, header, put, remove, snapshot = [], snapshotLength, rows } = structuredClone(change);
    await this.beforeApply(change);
    if (!isStanding(this.header, expected)) throw new ConflictError();
    if (this.full) throw new DiskFullError();
    if (rows) this.rows = rowsAfter(this.rows, rows);
    this.header = header;
    for (const row of put) this.records.set(row.id, row);
    for (const id of remove) this.records.delete(id);
    for (const { chunk, bytes } of snapshot) this.snapshot[chunk] = bytes;
    if (snapshotLength !== undefined) this.snapshot.length = snapshotLength;
    this.applied += 1;
  }

  erase(): Promise<void> {
    this.header = undefined;
    this.records.clear();
    this.snapshot = [];
    this.rows.clear();
    return Promise.resolve();
  }

  /** Another store with the same contents: a copied profile, or a backup. */
  copy(): MemoryDatabase {
    const copy = new MemoryDatabase();
    copy.header = structuredClone(this.header);
    copy.records = structuredClone(this.records);
    copy.snapshot = structuredClone(this.snapshot);
    copy.rows = structuredClone(this.rows);
    return copy;
  }

  /** Everything that is stored, to be compared. */
  contents(): unknown {
    return structuredClone({ header: this.header, records: this.records, snapshot: this.snapshot, rows: this.rows });
  }

  /** The header, for tests that know that there is a vault. */
  get vault(): VaultHeader {
    if (!this.header) throw new Error('no vault in this store');
    return this.header;
  }
}

function rowsAfter(
  stored: ReadonlyMap<string, DeviceRow>,
  { put, remove, others }: RowsChange,
): Map<string, DeviceRow> {
  const nameOf = ({ table, id }: Pick<DeviceRow, 'table' | 'id'>): string => `${table}/${id}`;
  const versionOf = (row: Pick<DeviceRow, 'table' | 'id'>): number => stored.get(nameOf(row))?.version ?? 0;
  const named = new Set([...put, ...remove].map(nameOf));
  const isExpected =
    put.every((row) => versionOf(row) === row.version - 1) &&
    remove.every((row) => versionOf(row) === row.version) &&
    (others !== 'forbidden' || [...stored.keys()].every((name) => named.has(name)));
  if (!isExpected) throw new ConflictError();
  const next = new Map(others === 'removed' ? [] : stored);
  for (const row of remove) next.delete(nameOf(row));
  for (const row of put) next.set(nameOf(row), row);
  return next;
}

function answer<T>(value: T): Promise<T> {
  return Promise.resolve(structuredClone(value));
}
