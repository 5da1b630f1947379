import { LatchkeyError } from '../../src/encoding/index.ts';

/** The disk, or what the database may use of it, is full: nothing of the transaction was written. `store-full` */
export class DatabaseFullError extends LatchkeyError {
  readonly code = 'store-full';
}

/** The database doesn't answer: it is stopping, locked by another process, or broken. `unavailable` */
export class DatabaseUnavailableError extends LatchkeyError {
  readonly code = 'unavailable';
}

/** The database file is damaged, or no database at all: what to do stands in the operator's guide. `unavailable` */
export class DatabaseBrokenError extends DatabaseUnavailableError {}
