/*
 * database: the port behind which a store's data lies, and its embedded form, SQLite. Transactions are durable before they
 * are acknowledged and shared by all that arrive together. Knows tables, not what the bytes in them mean.
 */
export { backUp, restore } from './copies.ts';
export { DatabaseBrokenError, DatabaseFullError, DatabaseUnavailableError } from './errors.ts';
export type { CommitRow, SessionRow, VaultRow } from './hot.ts';
export type { Place, Stretch } from './pages.ts';
export type { Database, Db } from './database.ts';
export type { LetterRow, TokenRow } from './mail.ts';
export type { EscrowRow, RecoveryRow } from './schema.ts';
export { openSqlite } from './sqlite.ts';
export type { Rate } from './buckets.ts';
export { refill, sweepBuckets, takeFrom } from './buckets.ts';
