import type { Bytes, Id } from '../../src/encoding/index.ts';
import type { StoredRecord, VaultChange, VaultHeader, VaultDatabase } from '../../src/records/index.ts';

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

  async apply(change: VaultChange): Promise<void> {
    const { expectedHead, header, put, remove, snapshot = [], snapshotLength } = structuredClone(change);
    await this.beforeApply(change);
    if (!sameHead(this.header?.head ?? null, expectedHead)) throw new ConflictError();
    if (this.full) throw new DiskFullError();
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
    return Promise.resolve();
  }

  /** Another store with the same contents: a copied profile, or a backup. */
  copy(): MemoryDatabase {
    const copy = new MemoryDatabase();
    copy.header = structuredClone(this.header);
    copy.records = structuredClone(this.records);
    copy.snapshot = structuredClone(this.snapshot);
    return copy;
  }

  /** Everything that is stored, to be compared. */
  contents(): unknown {
    return structuredClone({ header: this.header, records: this.records, snapshot: this.snapshot });
  }

  /** The header, for tests that know that there is a vault. */
  get vault(): VaultHeader {
    if (!this.header) throw new Error('no vault in this store');
    return this.header;
  }
}

function answer<T>(value: T): Promise<T> {
  return Promise.resolve(structuredClone(value));
}

function sameHead(stored: Bytes | null, expected: Bytes | null): boolean {
  if (stored === null || expected === null) return stored === expected;
  return Buffer.from(stored).equals(Buffer.from(expected));
}
