import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { ConflictError, storageErrorOf } from './errors.ts';

type Bytes = Uint8Array<ArrayBuffer>;

interface Head {
  readonly head: Bytes;
  readonly sync?: { readonly synced?: Head; readonly sent: readonly Head[] };
}

interface Row {
  readonly id: string;
  readonly revision: number;
  readonly blob: Bytes;
  /** The blob that this one replaced. */
  readonly base?: { readonly revision: number; readonly blob: Bytes };
  /** The blob that a store has of it, while this one is unsent. */
  readonly synced?: { readonly revision: number; readonly blob: Bytes };
}

const rowTables = ['sessions', 'prekeys', 'outbox', 'inbox', 'index', 'keys'] as const;
type RowTable = (typeof rowTables)[number];

/** What this device has for itself. */
interface DeviceRow {
  readonly table: RowTable;
  readonly id: string;
  readonly version: number;
  readonly sealed: Bytes;
}

interface RowsChange {
  /** Each stands on the version before its own; one of version 1 on none. */
  readonly put: readonly DeviceRow[];
  readonly remove: readonly Pick<DeviceRow, 'table' | 'id' | 'version'>[];
  /** What becomes of rows that are not named. */
  readonly others?: 'forbidden' | 'removed';
}

/** One write: everything in it is there afterwards, or nothing. */
interface Change<Header extends Head> {
  /** What this change follows; null for the first. */
  readonly expected: Head | null;
  readonly header: Header;
  readonly put: readonly Row[];
  readonly remove: readonly string[];
  readonly snapshot?: readonly { readonly chunk: number; readonly bytes: Bytes }[];
  /** How many chunks the snapshot has from now on; the others go. */
  readonly snapshotLength?: number;
  readonly rows?: RowsChange;
}

/** A vault's database, in the shape that the records room asks of a store. Holds sealed bytes only. */
export interface Database<Header extends Head> {
  read(): Promise<Header | undefined>;
  readRecord(id: string): Promise<Row | undefined>;
  readRecords(): Promise<Row[]>;
  readSnapshot(): Promise<Bytes[]>;
  readRow(table: RowTable, id: string): Promise<DeviceRow | undefined>;
  readRows(table: RowTable): Promise<DeviceRow[]>;
  apply(change: Change<Header>): Promise<void>;
  erase(): Promise<void>;
}

interface Tables<Header> extends DBSchema {
  header: { key: string; value: Header };
  records: { key: string; value: Row };
  snapshot: { key: number; value: Bytes };
  sessions: { key: string; value: DeviceRow };
  prekeys: { key: string; value: DeviceRow };
  outbox: { key: string; value: DeviceRow };
  inbox: { key: string; value: DeviceRow };
  index: { key: string; value: DeviceRow };
  keys: { key: string; value: DeviceRow };
}

const tables = ['header', 'records', 'snapshot', ...rowTables] as const;
type Writing<Header> = IDBPTransaction<Tables<Header>, typeof tables, 'readwrite'>;

/** 1: records, header and snapshot; 2: device rows, too; 3: their table `index`; 4: `keys`. */
const VERSION = 4;

/** The one header of a vault. */
const only = 'vault';

/**
 * Opens the database when it is first used. Every method throws a StorageError: DiskFullError, DatabaseBrokenError,
 * DatabaseBlockedError, and `apply` also ConflictError; after any of them the database is as it was.
 */
export function database<Header extends Head>(name: string): Database<Header> {
  const connection = connect<Header>(name);
  const run = <T>(work: (db: IDBPDatabase<Tables<Header>>) => Promise<T>): Promise<T> =>
    connection()
      .then(work)
      .catch((error: unknown) => {
        throw storageErrorOf(error);
      });
  return {
    read: () => run((db) => db.get('header', only)),
    readRecord: (id) => run((db) => db.get('records', id)),
    readRecords: () => run((db) => db.getAll('records')),
    readSnapshot: () => run((db) => db.getAll('snapshot')),
    readRow: (table, id) => run((db) => db.get(table, id)),
    readRows: (table) => run((db) => db.getAll(table)),
    apply: (change) => run((db) => write(db, (transaction) => applyChange(transaction, change))),
    erase: () => run((db) => write(db, clear)),
  };
}

/** One connection, opened again after the browser closed it. */
function connect<Header>(name: string): () => Promise<IDBPDatabase<Tables<Header>>> {
  let open: Promise<IDBPDatabase<Tables<Header>>> | undefined;
  const forget = (): void => {
    open = undefined;
  };
  return () => {
    open ??= openDB<Tables<Header>>(name, VERSION, {
      upgrade(db, before) {
        if (before < 1) {
          db.createObjectStore('header');
          db.createObjectStore('records', { keyPath: 'id' });
          db.createObjectStore('snapshot');
        }
        for (const table of rowTables) {
          if (!db.objectStoreNames.contains(table)) db.createObjectStore(table, { keyPath: 'id' });
        }
      },
      // Whoever deletes or upgrades the database must not wait for us.
      blocking: (_current, _next, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    open.catch(forget);
    return open;
  };
}

/** One transaction that is on disk, not only in the system's buffers, when the promise resolves. */
async function write<Header>(
  db: IDBPDatabase<Tables<Header>>,
  work: (transaction: Writing<Header>) => Promise<void>,
): Promise<void> {
  const transaction = db.transaction(tables, 'readwrite', { durability: 'strict' });
  try {
    await work(transaction);
  } catch (error) {
    abort(transaction);
    const reason: unknown = await transaction.done.catch((failure: unknown) => failure);
    // What the browser aborts (a full disk) it tells to the transaction; its requests only hear that it was aborted.
    throw isAbort(error) && reason !== undefined ? reason : error;
  }
  await transaction.done;
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function abort<Header>(transaction: Writing<Header>): void {
  try {
    transaction.abort();
  } catch {
    // It failed by itself already: a full disk aborts before we can.
  }
}

async function applyChange<Header extends Head>(transaction: Writing<Header>, change: Change<Header>): Promise<void> {
  const [header, records, snapshot] = pick(transaction);
  const stored = await header.get(only);
  if (!isStanding(stored, change.expected)) throw new ConflictError();
  const { put, remove, snapshot: chunks = [], snapshotLength, rows } = change;
  if (rows) await applyRows(transaction, rows);
  await Promise.all([
    header.put(change.header, only),
    ...put.map((row) => records.put(row)),
    ...remove.map((id) => records.delete(id)),
    ...chunks.map(({ chunk, bytes }) => snapshot.put(bytes, chunk)),
    ...(snapshotLength === undefined ? [] : [snapshot.delete(IDBKeyRange.lowerBound(snapshotLength))]),
  ]);
}

async function applyRows<Header>(transaction: Writing<Header>, { put, remove, others }: RowsChange): Promise<void> {
  const named = new Set<string>();
  const nameOf = (table: RowTable, id: unknown): string => `${table} ${String(id)}`;
  const check = async ({ table, id }: Pick<DeviceRow, 'table' | 'id'>, expected: number): Promise<void> => {
    named.add(nameOf(table, id));
    const stored = await transaction.objectStore(table).get(id);
    if ((stored?.version ?? 0) !== expected) throw new ConflictError();
  };
  await Promise.all([
    ...put.map((row) => check(row, row.version - 1)),
    ...remove.map((row) => check(row, row.version)),
  ]);
  for (const table of others ? rowTables : []) {
    const store = transaction.objectStore(table);
    if (others === 'removed') await store.clear();
    else if (!(await store.getAllKeys()).every((id) => named.has(nameOf(table, id)))) throw new ConflictError();
  }
  await Promise.all(remove.map(({ table, id }) => transaction.objectStore(table).delete(id)));
  await Promise.all(put.map((row) => transaction.objectStore(row.table).put(row)));
}

async function clear<Header>(transaction: Writing<Header>): Promise<void> {
  await Promise.all(tables.map((table) => transaction.objectStore(table).clear()));
}

function pick<Header>(transaction: Writing<Header>) {
  return [
    transaction.objectStore('header'),
    transaction.objectStore('records'),
    transaction.objectStore('snapshot'),
  ] as const;
}

/** As the records room's `isStanding`: the same commit, the same one followed, and the same ones about to be sent. */
function isStanding(stored: Head | undefined, expected: Head | null): boolean {
  if (!stored || !expected) return !stored && !expected;
  return headsOf(stored) === headsOf(expected);
}

function headsOf({ head, sync }: Head): string {
  const { synced, sent = [] } = sync ?? {};
  return [head, synced?.head, ...sent.map((commit) => commit.head)].join(' ');
}
