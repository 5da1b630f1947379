/*
 * database: the port behind which a store's data lies, and its embedded form, SQLite. Transactions are durable before they
 * are acknowledged and shared by all that arrive together. Knows tables, not what the bytes in them mean.
 */
export { backUp, restore } from './copies.ts';
export { DatabaseBrokenError, DatabaseFullError, DatabaseUnavailableError } from './errors.ts';
export type { CommitRow, HotPath, Place, RecordRow, SessionRow, VaultRow } from './hot.ts';
export type { Schema } from './schema.ts';
export type { Database, Db, WriteOptions } from './database.ts';
export { openSqlite } from './sqlite.ts';
export type { Rate } from './buckets.ts';
export { refill, sweepBuckets, takeFrom } from './buckets.ts';
