import { DatabaseBrokenError, DatabaseFullError, DatabaseUnavailableError } from '../errors.ts';

/** SQLite's result codes (sqlite.org/rescode.html), extended ones reduced to their low byte. */
const FULL = 13;
const UNAVAILABLE: ReadonlySet<number> = new Set([5, 6, 8, 10, 14]);
const BROKEN: ReadonlySet<number> = new Set([11, 26]);

/** An error of the driver as ours; anything else as it is. Drivers' messages are dropped: they may quote. */
export function asDatabaseError(error: unknown): unknown {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
  if (code === FULL) return new DatabaseFullError('disk full');
  if (code !== undefined && BROKEN.has(code)) return new DatabaseBrokenError('the database is damaged');
  if (code !== undefined && UNAVAILABLE.has(code)) return new DatabaseUnavailableError(`database error ${code}`);
  return error;
}
