import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { DatabaseUnavailableError, asDatabaseError } from './errors.ts';
import { HotPath } from './hot.ts';
import { migrationProvider } from './migrations.ts';
import type { Transactions } from './queue.ts';
import { WriteQueue } from './queue.ts';
import type { Schema } from './schema.ts';
import type { Database, Db, WriteOptions } from './database.ts';

const DATABASE_FILE = 'store.sqlite';

/** How long to wait for another process that holds the database, in milliseconds. */
const BUSY_TIMEOUT = 5_000;

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

function openWriter(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: BUSY_TIMEOUT });
  // In WAL mode "full" must be asked for: the default could lose an acknowledged commit at a power cut.
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000');
  // What is deleted is overwritten, not left lying in pages that are free.
  database.exec('pragma secure_delete = on');
  return database;
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
  };
}

async function migrate(query: Kysely<Schema>): Promise<void> {
  const { error } = await new Migrator({ db: query, provider: migrationProvider }).migrateToLatest();
  if (error !== undefined) throw asDatabaseError(error);
}

/**
 * The embedded database: one SQLite file in `folder`, which is made if need be. Brings its tables up to date first. Throws
 * DatabaseUnavailableError for a file that is no database of ours, or whose tables are of a later version.
 */
export async function openSqlite(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, DATABASE_FILE);
  const database = openWriter(file);
  const query = kyselyOver(database);
  try {
    await migrate(query);
  } catch (error) {
    database.close();
    throw new DatabaseUnavailableError('the database cannot be brought up to date', { cause: error });
  }
  return new SqliteDatabase(database, query, new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT }));
}

class SqliteDatabase implements Database {
  readonly #database: DatabaseSync;
  readonly #reader: DatabaseSync;
  readonly #queue: WriteQueue;
  readonly #writing: Db;
  readonly #reading: Db;
  /** Whether something was deleted that may still lie in the log. */
  #mustForget = false;

  constructor(database: DatabaseSync, query: Kysely<Schema>, reader: DatabaseSync) {
    this.#database = database;
    this.#reader = reader;
    this.#queue = new WriteQueue(transactionsOf(database, () => this.#forget()));
    this.#writing = { query, hot: new HotPath(database) };
    this.#reading = { query: kyselyOver(reader), hot: new HotPath(reader) };
  }

  async read<T>(job: (db: Db) => T | Promise<T>): Promise<T> {
    try {
      return await job(this.#reading);
    } catch (error) {
      throw asDatabaseError(error);
    }
  }

  async write<T>(job: (db: Db) => T | Promise<T>, { alone, forgets }: WriteOptions = {}): Promise<T> {
    try {
      return await this.#queue.add(async () => {
        const value = await job(this.#writing);
        if (forgets) this.#mustForget = true;
        return value;
      }, alone);
    } catch (error) {
      throw asDatabaseError(error);
    }
  }

  /** If it can't be done now, the next transaction tries again. */
  #forget(): void {
    if (this.#mustForget) this.#mustForget = !emptyLog(this.#database);
  }

  expect(): () => void {
    return this.#queue.expect();
  }

  async close(): Promise<void> {
    await this.#queue.close();
    this.#reader.close();
    this.#database.exec('pragma wal_checkpoint(truncate)');
    this.#database.close();
  }
}
