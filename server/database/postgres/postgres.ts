import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Kysely, PostgresDialect } from 'kysely';
import type { Client, ClientBase, ClientConfig, Pool, PoolClient } from 'pg';
import type { Database, Db, ReadOptions, WriteOptions } from '../database.ts';
import { DatabaseUnavailableError } from '../errors.ts';
import { HotPath } from '../hot.ts';
import { MailPath } from '../mail.ts';
import { WriteQueue } from '../queue.ts';
import type { Schema } from '../schema.ts';
import { asDatabaseError, isRepeated } from './errors.ts';
import { migrate } from './migrations.ts';
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

/**
 * A database of a PostgreSQL server. Brings its tables up to date first. Throws DatabaseUnavailableError where it isn't reached,
 * or where its tables are of a later version.
 */
export async function openPostgres(address: string): Promise<Database> {
  const { default: pg } = await import('pg');
  const config: ClientConfig = {
    connectionString: address,
    types,
    application_name: 'latchkey',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
  };
  const writer = new Writer(() => new pg.Client(config), connectionOf);
  try {
    await bringUpToDate(new pg.Client(config));
    await writer.connect();
  } catch (error) {
    throw asDatabaseError(error);
  }
  const pool = new pg.Pool({ ...config, max: READERS });
  // A connection that breaks while nobody uses it is taken out; whoever asks next gets another.
  pool.on('error', () => undefined);
  return new PostgresDatabase(writer, pool);
}

async function bringUpToDate(client: Client): Promise<void> {
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        await migrate(client);
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
  readonly #reading: Db;
  readonly #still = new WeakMap<ClientBase, Db>();
  #closed = false;

  constructor(writer: Writer, pool: Pool) {
    this.#writer = writer;
    this.#queue = new WriteQueue(writer);
    this.#pool = pool;
    this.#reading = connection(pool, pool);
  }

  async read<T>(job: (db: Db) => T | Promise<T>, { still }: ReadOptions = {}): Promise<T> {
    if (this.#closed) throw new DatabaseUnavailableError('closed');
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
    await this.#writer.close();
    await this.#pool.end();
  }
}
