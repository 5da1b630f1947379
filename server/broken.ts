import { DatabaseBrokenError, DatabaseTakenError } from './database/index.ts';
import type { Log } from './log.ts';

const DAMAGED = 'Nothing is read or written any more. Stop the store and run: npm run store -- restore BACKUP';

/** Tells the operator of an error after which nothing goes on by itself. */
export function logBroken(error: unknown, log: Log): void {
  if (error instanceof DatabaseBrokenError) log('error', 'database-damaged', { say: DAMAGED });
  if (error instanceof DatabaseTakenError) log('error', 'database-taken', { say: error.message });
}
