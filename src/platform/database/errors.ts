/** What can go wrong in the browser's database. `code` is stable; messages never hold stored data. */
export abstract class StorageError extends Error {
  abstract readonly code: string;
}

/** Somebody else wrote first: read again, merge, retry. */
export class ConflictError extends StorageError {
  override readonly name = 'ConflictError';
  readonly code = 'conflict';
  constructor() {
    super('The database moved on since it was read');
  }
}

/** The disk or the browser's quota is full. Nothing of the write remains. */
export class DiskFullError extends StorageError {
  override readonly name = 'DiskFullError';
  readonly code = 'disk-full';
  constructor() {
    super('There is no room left for the database');
  }
}

/** The database cannot be read or written: damaged files, a newer format, or storage switched off. */
export class DatabaseBrokenError extends StorageError {
  override readonly name = 'DatabaseBrokenError';
  readonly code = 'database-broken';
  constructor(cause: unknown) {
    super('The database cannot be used', { cause });
  }
}

/** Another part of this extension holds the database; trying again helps. */
export class DatabaseBlockedError extends StorageError {
  override readonly name = 'DatabaseBlockedError';
  readonly code = 'database-blocked';
  constructor() {
    super('The database is held by another page');
  }
}

/** Turns what IndexedDB throws into one of ours. */
export function storageErrorOf(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return new DiskFullError();
  if (name === 'TimeoutError' || name === 'InvalidStateError') return new DatabaseBlockedError();
  return new DatabaseBrokenError(error);
}
