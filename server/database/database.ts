import type { Kysely } from 'kysely';
import type { HotPath } from './hot.ts';
import type { MailPath } from './mail.ts';
import type { RecordPath } from './records.ts';
import type { Schema } from './schema.ts';

/** One connection: typed queries for everything, and prepared statements for what runs at every request. */
export interface Db {
  readonly query: Kysely<Schema>;
  readonly hot: HotPath;
  readonly mail: MailPath;
  readonly records: RecordPath;
}

/** How a job reads. */
export interface ReadOptions {
  /** All that it asks is answered as of one moment. It must wait for nothing but `db`. */
  readonly still?: boolean;
}

/** How a job is written. */
export interface WriteOptions {
  /** Nobody shares its transaction: it takes long, and may yield in between (and wait for nothing else). */
  readonly alone?: boolean;
  /** What it deletes or replaces must be in no file when it is through. */
  readonly forgets?: boolean;
}

/** Where a store's data lies. Rejects with DatabaseFullError or DatabaseUnavailableError when the database fails. */
export interface Database {
  /** Reads what has been committed, each question for itself. The job must not write. */
  read<T>(job: (db: Db) => T | Promise<T>, options?: ReadOptions): Promise<T>;
  /**
   * Runs the job in a transaction and resolves when it is durable; if it throws, nothing of it happened. It shares its
   * transaction with others, so it must wait for nothing but `db`: no cryptography, no network.
   */
  write<T>(job: (db: Db) => T | Promise<T>, options?: WriteOptions): Promise<T>;
  /**
   * Says that a write is about to come, once a signature is checked: transactions that are due wait a moment for it. The
   * answer must be called right after `write`, or when nothing will come.
   */
  expect(): () => void;
  /** Finishes what was begun, refuses what comes after. */
  close(): Promise<void>;
}
