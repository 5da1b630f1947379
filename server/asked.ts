import { resolve } from 'node:path';
import { ConfigurationError, readConfig } from './config.ts';
import { backUp, restore } from './database/index.ts';
import type { Config } from './settings.ts';

const TAKES = 'it takes nothing, or: backup FILE, or: restore FILE';

/**
 * What an operator may ask for instead of a store: `backup FILE`, `restore FILE`. Both speak of the file in the
 * settings' data folder. Answers what to tell them. Throws ConfigurationError, DatabaseUnavailableError.
 */
export function doAsked(asked: readonly string[]): string {
  const [command, first, second, ...rest] = asked;
  const isFile = (command === 'backup' || command === 'restore') && first !== undefined && second === undefined;
  if (rest.length > 0 || !isFile) throw new ConfigurationError(TAKES);
  const config = readConfig(process.env);
  requireFile(config);
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
