import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { DatabaseBrokenError, DatabaseUnavailableError } from '../errors.ts';
import { asDatabaseError } from './errors.ts';
import { HotPath } from '../hot.ts';
import { lockFolder } from './lock.ts';
import { MailPath } from '../mail.ts';
import { FileMark } from './mark.ts';
import { migrationProvider } from './migrations.ts';
import { SqliteRecords } from './records.ts';
import { prepareOn } from './statements.ts';
import type { Transactions } from '../queue.ts';
import { WriteQueue } from '../queue.ts';
import type { Schema } from '../schema.ts';
import { StillReader } from './still.ts';
import type { Database, Db, ReadOptions, WriteOptions } from '../database.ts';

/** The name of the database in its folder. */
export const DATABASE_FILE = 'store.sqlite';

/** How long to wait for another process that holds the database, in milliseconds. */
const BUSY_TIMEOUT = 5_000;

/** So long the log grows before it is emptied, in bytes; and so long to wait where somebody reads it just then. */
const LOG_BYTES = 16_777_216;
const AGAIN_MS = 1_000;

/** Kysely asks for the shape of better-sqlite3; this is it over the driver that Node has built in. */
function kyselyOver(database: DatabaseSync): Kysely<Schema> {
  const prepare = (text: string) => {
    const statement = database.prepare(text);
    return {
      reader: statement.columns().length > 0,
      all: (parameters: readonly unknown[]) => statement.all(...(parameters as SQLInputValue[])),
      run: (parameters: readonly unknown[]) => statement.run(...(parameters as SQLInputValue[])),
      iterate: (parameters: readonly unknown[]) => statement.iterate(...(parameters as SQLInputValue[])),
    };
  };
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: { prepare, close: () => database.close() } }) });
}

function connection(database: DatabaseSync, query: Kysely<Schema>): Db {
  const prepare = prepareOn(database);
  return { query, hot: new HotPath(prepare), mail: new MailPath(prepare), records: new SqliteRecords(database) };
}

function prepareWriter(database: DatabaseSync): void {
  // In WAL mode "full" must be asked for: the default could lose an acknowledged commit at a power cut.
  // The log is emptied by us, so that it is known when the file itself was written (see FileMark).
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 0');
  // What is deleted is overwritten, not left lying in pages that are free.
  database.exec('pragma secure_delete = on');
}

/**
 * Moves everything from the log into the database and empties the log, so that nothing that was deleted is left in it.
 * False: somebody is reading, a backup perhaps.
 */
function emptyLog(database: DatabaseSync): boolean {
  database.exec('pragma busy_timeout = 0');
  try {
    return (database.prepare('pragma wal_checkpoint(truncate)').get() as { busy: number }).busy === 0;
  } catch {
    // What was committed is committed: a disk that is full just now is no reason to say otherwise.
    return false;
  } finally {
    database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT}`);
  }
}

function logLength(file: string): number {
  const log = `${file}-wal`;
  return existsSync(log) ? statSync(log).size : 0;
}

function transactionsOf(database: DatabaseSync, committed: () => void): Transactions {
  const prepared = (text: string) => {
    const statement = database.prepare(text);
    return () => void statement.run();
  };
  const commit = prepared('commit');
  return {
    begin: prepared('begin immediate'),
    commit: () => {
      commit();
      committed();
    },
    rollback: () => {
      // After a full disk SQLite has rolled back already, and says so by an error.
      if (database.isTransaction) database.exec('rollback');
    },
    savepoint: prepared('savepoint job'),
    release: prepared('release job'),
    rollbackToSavepoint: prepared('rollback to job'),
    // Nobody else writes.
    isRepeated: () => false,
  };
}

async function migrate(query: Kysely<Schema>): Promise<void> {
  const { error } = await new Migrator({ db: query, provider: migrationProvider }).migrateToLatest();
  if (error !== undefined) throw asDatabaseError(error);
}

/** Whether there is a database in this folder. */
export const hasSqlite = (folder: string): boolean => existsSync(join(folder, DATABASE_FILE));

/**
 * The embedded database: one SQLite file in `folder`, which is made if need be. Brings its tables up to date first. Throws
 * DatabaseUnavailableError for a file that is no database of ours, or whose tables are of a later version.
 */
export async function openSqlite(folder: string): Promise<Database> {
  const unlock = inFolder(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return lockFolder(folder);
  });
  try {
    return await openLocked(join(folder, DATABASE_FILE), folder, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openLocked(file: string, folder: string, unlock: () => void): Promise<Database> {
  const mark = new FileMark(file);
  mark.check();
  const database = inFolder(folder, () => {
    mark.changing();
    return new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: BUSY_TIMEOUT });
  });
  const query = kyselyOver(database);
  try {
    prepareWriter(database);
    await migrate(query);
    emptyLog(database);
    mark.set();
  } catch (error) {
    database.close();
    throw new DatabaseUnavailableError('the database cannot be brought up to date', { cause: error });
  }
  const openReader = () => new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT });
  return new SqliteDatabase({ file, database, query, reader: openReader(), still: openReader(), mark, unlock });
}

/** An operator can mend what the system refuses, if told where. */
function inFolder<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DatabaseUnavailableError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new DatabaseUnavailableError(`LATCHKEY_DATA: this user cannot write in the folder ${folder} (${code})`, {
      cause: error,
    });
  }
}

interface Opened {
  readonly file: string;
  readonly database: DatabaseSync;
  readonly query: Kysely<Schema>;
  readonly reader: DatabaseSync;
  readonly still: DatabaseSync;
  readonly mark: FileMark;
  readonly unlock: () => void;
}

class SqliteDatabase implements Database {
  readonly #opened: Opened;
  readonly #queue: WriteQueue;
  readonly #writing: Db;
  readonly #reading: Db;
  readonly #still: StillReader;
  /** Whether something was deleted that may still lie in the log. */
  #mustForget = false;
  #triedAt = 0;
  /** Once it was found broken, nothing of it is told any more, and nothing written into it. */
  #broken: DatabaseBrokenError | undefined;

  constructor(opened: Opened) {
    const { database, query, reader, still } = opened;
    this.#opened = opened;
    this.#queue = new WriteQueue(transactionsOf(database, () => this.#committed()));
    this.#writing = connection(database, query);
    this.#reading = connection(reader, kyselyOver(reader));
    this.#still = new StillReader(still, connection(still, kyselyOver(still)));
  }

  async read<T>(job: (db: Db) => T | Promise<T>, { still }: ReadOptions = {}): Promise<T> {
    if (this.#broken) throw this.#broken;
    try {
      return await (still ? this.#readStill(job) : job(this.#reading));
    } catch (error) {
      throw this.#ours(error);
    }
  }

  /** A commit may have waited with its log for it. */
  async #readStill<T>(job: (db: Db) => T | Promise<T>): Promise<T> {
    try {
      return await this.#still.read(job);
    } finally {
      if (this.#mustForget && !this.#opened.database.isTransaction) this.#committed();
    }
  }

  #ours(error: unknown): unknown {
    const ours = asDatabaseError(error);
    if (ours instanceof DatabaseBrokenError) this.#broken = ours;
    return ours;
  }

  async write<T>(job: (db: Db) => T | Promise<T>, { alone, forgets }: WriteOptions = {}): Promise<T> {
    if (this.#broken) throw this.#broken;
    try {
      return await this.#queue.add(async () => {
        const value = await job(this.#writing);
        if (forgets) this.#mustForget = true;
        return value;
      }, alone);
    } catch (error) {
      throw this.#ours(error);
    }
  }

  /** Empties the log where that is due. If somebody reads it just then, a later transaction tries again. */
  #committed(): void {
    const isDue = this.#mustForget || logLength(this.#opened.file) > LOG_BYTES;
    if (!isDue || this.#still.isReading || performance.now() - this.#triedAt < AGAIN_MS) return;
    const { database, mark } = this.#opened;
    mark.changing();
    const isEmpty = emptyLog(database);
    mark.set();
    this.#triedAt = isEmpty ? 0 : performance.now();
    if (isEmpty) this.#mustForget = false;
  }

  expect(): () => void {
    return this.#queue.expect();
  }

  async close(): Promise<void> {
    await this.#queue.close();
    await this.#still.close();
    const { database, reader, mark, unlock } = this.#opened;
    reader.close();
    mark.changing();
    database.exec('pragma wal_checkpoint(truncate)');
    database.close();
    mark.clear();
    unlock();
  }
}
