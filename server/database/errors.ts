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

/** The database isn't reached just now, and may come back by itself. `unavailable` */
export class DatabaseAwayError extends DatabaseUnavailableError {}

/** Another store took the database, of which one alone may work with it. `unavailable` */
export class DatabaseTakenError extends DatabaseUnavailableError {}
