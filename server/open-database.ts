import { openPostgres, openSqlite } from './database/index.ts';
import type { Database } from './database/index.ts';
import type { Config } from './settings.ts';

/** The database that the settings name. Throws DatabaseUnavailableError, with a sentence for whoever starts the store. */
export function openDatabase({ database, data }: Pick<Config, 'database' | 'data'>): Promise<Database> {
  return database === 'sqlite' ? openSqlite(data) : openPostgres(database);
}
