/*
 * database: IndexedDB: the vault as it is stored, and the request key beside it.
 */
export { database } from './database.ts';
export { ConflictError, DatabaseBlockedError, DatabaseBrokenError, DiskFullError, StorageError } from './errors.ts';
export { requestKeyShelf } from './request-keys.ts';
