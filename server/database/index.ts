/*
 * database: the port behind which a store's data lies, and the engines that stand behind it. Transactions are durable before they
 * are acknowledged and shared by all that arrive together. Knows tables, not what the bytes in them mean.
 */
export {
  DatabaseAwayError,
  DatabaseBrokenError,
  DatabaseFullError,
  DatabaseTakenError,
  DatabaseUnavailableError,
} from './errors.ts';
export type { CommitRow, SessionRow, VaultRow } from './hot.ts';
export type { Place, RecordRow } from './records.ts';
export type { Database, Db } from './database.ts';
export type { LetterRow, TokenRow } from './mail.ts';
export type { EscrowRow, RecoveryRow } from './schema.ts';
export { copyAll } from './copy.ts';
export { backUp, hasSqlite, openSqlite, restore } from './sqlite/index.ts';
export { isPostgresAddress, openPostgres } from './postgres/index.ts';
export type { Rate } from './buckets.ts';
export { refill, sweepBuckets, takeFrom } from './buckets.ts';
