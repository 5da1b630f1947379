import { DatabaseAwayError, DatabaseBrokenError, DatabaseFullError, DatabaseUnavailableError } from '../errors.ts';

/** SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html). */
const FULL = '53100';
const BROKEN: ReadonlySet<string> = new Set(['XX001', 'XX002']);
/** Two transactions were in each other's way: one of them is to be run again. */
const REPEATED: ReadonlySet<string> = new Set(['40001', '40P01']);
/** Classes: connection, resources, an operator's doing, a failure of the system. */
const AWAY = /^(?:08|53|57|58)/;
/** What the driver says, without a code, where a connection is gone. */
const GONE = /^(?:Connection terminated|timeout exceeded|Client |Query read timeout)/;

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether the same transaction, run again, may go through. */
export function isRepeated(error: unknown): boolean {
  return REPEATED.has(codeOf(error) ?? '');
}

/** An error of the driver as ours; anything else as it is. Drivers' messages are dropped: they may quote. */
export function asDatabaseError(error: unknown): unknown {
  const code = codeOf(error);
  if (code === FULL) return new DatabaseFullError('disk full');
  if (code !== undefined && BROKEN.has(code)) return new DatabaseBrokenError('the database is damaged');
  const isAway = code !== undefined && (AWAY.test(code) || /^E[A-Z]+$/.test(code) || REPEATED.has(code));
  const isGone = code === undefined && error instanceof Error && GONE.test(error.message);
  if (isAway || isGone) return new DatabaseAwayError(`database error ${code ?? 'connection'}`);
  return error;
}

/** What an operator can mend, by what the server or the system says (SQLSTATE, Node's codes). */
const mended: Readonly<Record<string, string>> = {
  '28P01': 'the server refuses this user or password',
  '28000': 'the server refuses this user from here',
  '3D000': 'the server has no database of this name',
  '42501': 'this user may not make tables in the database',
  ENOTFOUND: 'there is no host of this name',
  ERR_MODULE_NOT_FOUND: 'the package pg is missing: npm install',
};
const NO_TLS = 'The server does not support SSL connections';

/** Why a database can't be opened, as a sentence that names the setting and nothing of its value. */
export function asOpeningError(error: unknown): unknown {
  const ours = asDatabaseError(error);
  if (ours instanceof DatabaseAwayError) return new DatabaseAwayError(`LATCHKEY_DATABASE: ${whyOf(error)}`);
  if (ours instanceof DatabaseUnavailableError || ours instanceof DatabaseFullError) return ours;
  return new DatabaseUnavailableError(`LATCHKEY_DATABASE: ${whyOf(error)}`);
}

function whyOf(error: unknown): string {
  if (error instanceof Error && error.message === NO_TLS)
    return 'the server has no TLS (?sslmode=disable, if nobody else is on the way there)';
  const code = codeOf(error);
  return mended[code ?? ''] ?? `the database is not reached (${code ?? 'no answer'})`;
}
