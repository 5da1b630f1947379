import type { Bytes, Id } from '../../encoding/index.ts';
import type { Standing, StoredRecord, VaultChange, VaultHeader, VaultDatabase } from '../../records/index.ts';
import { isStanding } from '../../records/index.ts';
import { NoVaultError } from '../state/index.ts';

class StagedConflictError extends Error {
  readonly code = 'conflict';
}

/** A vault that lies nowhere yet: it takes the place of another in one change, or is forgotten. */
export class StagedDatabase implements VaultDatabase {
  #header: VaultHeader | undefined;
  #records = new Map<Id, StoredRecord>();
  #snapshot: Bytes[] = [];

  read(): Promise<VaultHeader | undefined> {
    return Promise.resolve(this.#header);
  }

  readRecord(id: Id): Promise<StoredRecord | undefined> {
    return Promise.resolve(this.#records.get(id));
  }

  readRecords(): Promise<StoredRecord[]> {
    return Promise.resolve([...this.#records.values()]);
  }

  readSnapshot(): Promise<Bytes[]> {
    return Promise.resolve([...this.#snapshot]);
  }

  /** A vault that is not here yet has no rows of a device. */
  readRow(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  readRows(): Promise<[]> {
    return Promise.resolve([]);
  }

  apply({ expected, header, put, remove, snapshot = [], snapshotLength }: VaultChange): Promise<void> {
    if (!isStanding(this.#header, expected)) return Promise.reject(new StagedConflictError());
    this.#header = header;
    for (const row of put) this.#records.set(row.id, row);
    for (const id of remove) this.#records.delete(id);
    for (const { chunk, bytes } of snapshot) this.#snapshot[chunk] = bytes;
    if (snapshotLength !== undefined) this.#snapshot.length = snapshotLength;
    return Promise.resolve();
  }

  erase(): Promise<void> {
    this.#header = undefined;
    this.#records.clear();
    this.#snapshot = [];
    return Promise.resolve();
  }

  /** All of it in the place of a vault that stands so, with these records. Throws NoVaultError if nothing is staged. */
  inPlaceOf(expected: Standing, records: readonly Id[]): VaultChange {
    if (!this.#header) throw new NoVaultError();
    return {
      expected,
      header: this.#header,
      put: [...this.#records.values()],
      remove: records.filter((id) => !this.#records.has(id)),
      snapshot: this.#snapshot.map((bytes, chunk) => ({ chunk, bytes })),
      snapshotLength: this.#snapshot.length,
    };
  }
}
