import { execFileSync } from 'node:child_process';
import type { Database, Db } from '../../../server/database/index.ts';
import { openDatabase } from '../../../server/open-database.ts';
import type { Config } from '../../../server/settings.ts';
import { lacksPostgres, postgresProgram, postgresServer } from './postgres.ts';

/**
 * What the stores of tests keep their data in: `sqlite`; `postgres`; or `twice`, the file again, with each writing job run once for nothing
 * before it counts, as an engine may do that repeats a transaction.
 */
const chosen = process.env['LATCHKEY_TEST_DATABASE'] ?? 'sqlite';
if (!['sqlite', 'postgres', 'twice'].includes(chosen))
  throw new Error('LATCHKEY_TEST_DATABASE: sqlite, postgres or twice');

export const isOnPostgres = chosen === 'postgres' && lacksPostgres === undefined;

/** The name of a test that is about the file: with why it isn't run, where it isn't. */
export const ofTheFile = (name: string): string => (isOnPostgres ? `${name} (skipped: this is about the file)` : name);

const addresses = new Map<string, string>();

/** The setting for a store whose data folder is this one: each has a database of its own, the same one every time. */
export async function databaseSetting(folder: string): Promise<Readonly<Record<string, string>>> {
  if (!isOnPostgres) return {};
  const address = addresses.get(folder) ?? (await (await postgresServer()).database());
  addresses.set(folder, address);
  return { LATCHKEY_DATABASE: address };
}

/** Beside a copy of a data folder: a copy of the database that belongs to it. Nobody may have that open. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const address = addresses.get(from);
  if (address !== undefined) addresses.set(to, await (await postgresServer()).database(address));
}

/** Opens it as the store does; or so that each writing job is run twice. */
export async function openTestDatabase(config: Config): Promise<Database> {
  const database = await openDatabase(config);
  return chosen === 'twice' ? writesTwice(database) : database;
}

class Undone extends Error {}

/** Whatever a job changed besides the database it has changed twice then. */
export function writesTwice(database: Database): Database {
  return {
    read: (job, options) => database.read(job, options),
    expect: () => database.expect(),
    close: () => database.close(),
    async write(job, options) {
      const forNothing = async (db: Db): Promise<void> => {
        await job(db);
        throw new Undone();
      };
      // What it throws is the second run's to tell.
      await database.write(forNothing, options).catch(() => undefined);
      return database.write(job, options);
    },
  };
}

/** Everything that the database says which belongs to a data folder, bytes as bytes: what a thief of it would search. */
export function dumpOf(folder: string): Buffer {
  const address = addresses.get(folder);
  if (address === undefined) return Buffer.alloc(0);
  const asked = ['--no-owner', address];
  const text = execFileSync(postgresProgram('pg_dump'), asked, { maxBuffer: 1 << 30, encoding: 'latin1' });
  const bytes = [...text.matchAll(/\\\\x([0-9a-f]*)/g)].map(([, hex]) => Buffer.from(hex ?? '', 'hex'));
  return Buffer.concat([Buffer.from(text, 'latin1'), ...bytes]);
}
