import { resolve } from 'node:path';
import { ConfigurationError, readConfig } from './config.ts';
import { backUp, copyAll, hasSqlite, isPostgresAddress, openPostgres, openSqlite, restore } from './database/index.ts';
import type { Config } from './settings.ts';

const TAKES =
  'it takes nothing, or: backup FILE, or: restore FILE, or: copy --to postgres://user:password@host:port/name';

/**
 * What an operator may ask for instead of a store: `backup FILE`, `restore FILE`, `copy --to ADDRESS`. All speak of the file in the
 * settings' data folder. Answers what to tell them. Throws ConfigurationError, DatabaseUnavailableError.
 */
export async function doAsked(asked: readonly string[]): Promise<string> {
  const [command, first, second, ...rest] = asked;
  const isCopy = command === 'copy' && first === '--to' && second !== undefined;
  const isFile = (command === 'backup' || command === 'restore') && first !== undefined && second === undefined;
  if (rest.length > 0 || (!isCopy && !isFile)) throw new ConfigurationError(TAKES);
  const config = readConfig(process.env);
  requireFile(config);
  if (isCopy) return copyTo(config, second);
  return command === 'backup' ? backUpTo(config, resolve(first)) : restoreFrom(config, resolve(first));
}

/** PostgreSQL has programs of its own for that, which know more than one database. */
function requireFile({ database }: Config): void {
  if (database === 'sqlite') return;
  throw new ConfigurationError(
    'LATCHKEY_DATABASE names a PostgreSQL database: copy and restore it by pg_dump and pg_restore (docs/operators.md, "On PostgreSQL")',
  );
}

function backUpTo({ data }: Config, file: string): string {
  backUp(data, file);
  return `The database is in ${file}. The root key is not: keep a copy of it elsewhere.`;
}

function restoreFrom({ data }: Config, file: string): string {
  const kept = restore(data, file, Date.now());
  return `The store in ${data} is what was in ${file}.${kept ? ` What was there before is in ${kept}.` : ''}`;
}

/** The address is never said again: it holds a password. */
async function copyTo({ data }: Config, address: string): Promise<string> {
  if (!isPostgresAddress(address)) throw new ConfigurationError(TAKES);
  if (!hasSqlite(data)) throw new ConfigurationError(`there is no database in ${data}`);
  const from = await openSqlite(data);
  try {
    const to = await openPostgres(address);
    try {
      const { accounts, records, rows } = await copyAll(from, to);
      return (
        `Copied, and found to be the same: ${String(accounts)} accounts, ${String(records)} records, ${String(rows)} rows in all.\n` +
        'Now set LATCHKEY_DATABASE to that address, leave LATCHKEY_DATA and the root key as they are, and start the store.\n' +
        `Don't start it with the file in ${data} again: browsers would find it set back. Delete that file once all is well.`
      );
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}
