import { readFileSync } from 'node:fs';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Kysely, PostgresDialect } from 'kysely';
import type { Client, ClientBase, ClientConfig, Pool, PoolClient } from 'pg';
import type { Database, Db, ReadOptions, WriteOptions } from '../database.ts';
import { DatabaseUnavailableError } from '../errors.ts';
import { HotPath } from '../hot.ts';
import { MailPath } from '../mail.ts';
import { WriteQueue } from '../queue.ts';
import type { Schema } from '../schema.ts';
import { readAddress } from './address.ts';
import { asDatabaseError, asOpeningError, isRepeated } from './errors.ts';
import { Holder, prepareHolder } from './holder.ts';
import { migrate, prepareTables } from './migrations.ts';
import { PostgresRecords } from './records.ts';
import type { Asked } from './statements.ts';
import { prepareOn } from './statements.ts';
import { types } from './types.ts';
import { Writer } from './writer.ts';

/** So many connections read at once. */
const READERS = 8;
/** How long to wait for a connection, and for one answer, in milliseconds. */
const CONNECT_MS = 5_000;
const ANSWER_MS = 60_000;
/** The same for a store's sign that it is there. */
const SIGN_MS = 4_000;
/** Others may bring the tables up to date at the same moment. */
const MIGRATE_TRIES = 20;

/** Questions over one connection, or over any that is free. */
function connection(asked: Asked, pool: Pick<PostgresPool, 'connect'>): Db {
  const prepare = prepareOn(asked);
  const query = new Kysely<Schema>({
    dialect: new PostgresDialect({
      pool: {
        connect: () => pool.connect(),
        end: () => Promise.resolve(),
        options: {},
      },
    }),
  });
  return {
    query,
    hot: new HotPath(prepare),
    mail: new MailPath(prepare),
    records: new PostgresRecords(asked),
  };
}

/** Over this connection alone, which isn't given back in between. */
function connectionOf(client: Client | PoolClient): Db {
  const alone = {
    query: client.query.bind(client),
    release: () => undefined,
  } as unknown as PostgresPoolClient;
  return connection(client, {
    connect: () => Promise.resolve(alone),
  });
}

/** How a database is opened. */
interface OpenOptions {
  /** Whether no other store may work with it meanwhile. */
  readonly alone?: boolean;
}

/**
 * A database of a PostgreSQL server, which one store has for itself. Brings its tables up to date first. Throws DatabaseUnavailableError
 * with a sentence where that can't be: it isn't reached, another store has it, its tables are of a later version.
 */
export async function openPostgres(address: string, { alone = true }: OpenOptions = {}): Promise<Database> {
  try {
    const { default: pg } = await import('pg');
    const config = configOf(address);
    const make = () => new pg.Client(config);
    await onceOn(make(), prepareTables, prepareHolder);
    const holder = alone ? await Holder.take(() => new pg.Client({ ...config, query_timeout: SIGN_MS })) : undefined;
    try {
      await onceOn(make(), migrate);
      const writer = new Writer(make, connectionOf, holder);
      await writer.connect();
      return new PostgresDatabase(writer, new pg.Pool({ ...config, max: READERS }), holder);
    } catch (error) {
      await holder?.release();
      throw error;
    }
  } catch (error) {
    throw asOpeningError(error);
  }
}

/** Throws DatabaseUnavailableError. */
function configOf(text: string): ClientConfig {
  const address = readAddress(text);
  if (!address) throw new DatabaseUnavailableError('LATCHKEY_DATABASE: this is no address of a database');
  const { tls, ...where } = address;
  return {
    ...where,
    ssl: tls === false ? false : tls.ca === undefined ? {} : { ca: certificateOf(tls.ca) },
    types,
    application_name: 'latchkey',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
  };
}

function certificateOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new DatabaseUnavailableError('LATCHKEY_DATABASE: this user cannot read the file of sslrootcert');
  }
}

/** Does what there is to do on a connection of its own; again, where somebody else does the same at the same moment. */
async function onceOn(client: Client, ...work: readonly ((client: Client) => Promise<void>)[]): Promise<void> {
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        for (const one of work) await one(client);
        return;
      } catch (error) {
        if (error instanceof DatabaseUnavailableError || tries === MIGRATE_TRIES || !isAtOnce(error)) throw error;
      }
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Two who make the same table at once: one of them is told that it is there (42P07), or that its type is (23505). */
function isAtOnce(error: unknown): boolean {
  return (
    isRepeated(error) || (error instanceof Error && 'code' in error && ['42P07', '23505'].includes(String(error.code)))
  );
}

class PostgresDatabase implements Database {
  readonly #writer: Writer;
  readonly #queue: WriteQueue;
  readonly #pool: Pool;
  readonly #holder: Holder | undefined;
  readonly #reading: Db;
  readonly #still = new WeakMap<ClientBase, Db>();
  #closed = false;

  constructor(writer: Writer, pool: Pool, holder: Holder | undefined) {
    this.#writer = writer;
    this.#queue = new WriteQueue(writer);
    this.#pool = pool;
    this.#holder = holder;
    this.#reading = connection(pool, pool);
    // A connection that breaks while nobody uses it is taken out; whoever asks next gets another.
    pool.on('error', () => undefined);
    // One that breaks while somebody has it tells them by their question; said to nobody, it would end the process.
    pool.on('connect', (client) => client.on('error', () => undefined));
  }

  async read<T>(job: (db: Db) => T | Promise<T>, { still }: ReadOptions = {}): Promise<T> {
    if (this.#closed) throw new DatabaseUnavailableError('closed');
    this.#holder?.check();
    try {
      return await (still ? this.#readStill(job) : job(this.#reading));
    } catch (error) {
      throw asDatabaseError(error);
    }
  }

  async #readStill<T>(job: (db: Db) => T | Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let failure: Error | undefined;
    try {
      await client.query('begin isolation level repeatable read, read only');
      return await job(this.#over(client));
    } finally {
      await client.query('rollback').catch((error: unknown) => {
        failure = error instanceof Error ? error : new Error('rollback');
      });
      client.release(failure);
    }
  }

  #over(client: PoolClient): Db {
    const db = this.#still.get(client) ?? connectionOf(client);
    this.#still.set(client, db);
    return db;
  }

  async write<T>(job: (db: Db) => T | Promise<T>, { alone }: WriteOptions = {}): Promise<T> {
    this.#holder?.check();
    try {
      return await this.#queue.add(async () => job(this.#writer.db), alone);
    } catch (error) {
      throw asDatabaseError(error);
    }
  }

  expect(): () => void {
    return this.#queue.expect();
  }

  async close(): Promise<void> {
    await this.#queue.close();
    this.#closed = true;
    await this.#holder?.release();
    await this.#writer.close();
    await this.#pool.end();
  }
}
