import { describe, expect, test } from 'vitest';
import type { Database, Db } from '../../../server/database/index.ts';
import { openPostgres } from '../../../server/database/index.ts';
import { openIn } from './contract/engines.ts';
import { lacksPostgres, postgresServer } from '../support/postgres.ts';

/** Beside others: what happens where two meet at the database is to be seen. */
const open = (address: string) => openIn({ open: () => openPostgres(address, { alone: false }) });

const name = Uint8Array.of(1);

/** Adds one to what was read before, and lets the other one have a turn in between. */
const addOne = async ({ query }: Db): Promise<void> => {
  const bucket = await query.selectFrom('buckets').select('level').where('name', '=', name).executeTakeFirst();
  await new Promise((resolve) => setTimeout(resolve, 2));
  const level = (bucket?.level ?? 0) + 1;
  await query
    .insertInto('buckets')
    .values({ name, level, at: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ level }))
    .execute();
};

const levelOf = (database: Database) =>
  database.read(({ query }) => query.selectFrom('buckets').select('level').executeTakeFirst());

const title = lacksPostgres === undefined ? 'PostgreSQL' : `PostgreSQL (${lacksPostgres})`;

describe.skipIf(lacksPostgres !== undefined)(title, () => {
  test('runs a transaction again that met another one: nothing of either is lost', async () => {
    const address = await (await postgresServer()).database();
    const [one, other] = [await open(address), await open(address)];
    await one.write(addOne);
    let runs = 0;
    const counted = (db: Db) => {
      runs += 1;
      return addOne(db);
    };
    for (let at = 0; at < 10; at += 1) {
      await Promise.all([one.write(counted, { alone: true }), other.write(counted, { alone: true })]);
    }
    expect(await levelOf(one)).toEqual({ level: 21 });
    // Control: they did meet.
    expect(runs).toBeGreaterThan(20);
  });

  test('that several stores find empty at once is set up once', async () => {
    const address = await (await postgresServer()).database();
    const all = await Promise.all([1, 2, 3, 4].map(() => open(address)));
    for (const [at, database] of all.entries()) await database.write(addOne, { alone: at > 0 });
    expect(await levelOf(all[0] as Database)).toEqual({ level: 4 });
  });

  test('whose tables are of a later version is left alone, and that is said', async () => {
    const server = await postgresServer();
    const address = await server.database();
    await (await openPostgres(address)).close();
    await server.say(address, 'update latchkey_schema set version = version + 1');
    await expect(openPostgres(address)).rejects.toThrow('of a later version of Latchkey');
    await server.say(address, 'update latchkey_schema set version = version - 1');
    await (await openPostgres(address)).close();
  });

  test('that ends every connection is away for a moment, and then there again', async () => {
    const server = await postgresServer();
    const address = await server.database();
    const database = await open(address);
    await database.write(addOne);
    const hung = database.write(
      async (db) => {
        await addOne(db);
        await server.say(
          address,
          `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
        );
        await addOne(db);
      },
      { alone: true },
    );
    await expect(hung).rejects.toMatchObject({ code: 'unavailable' });
    await database.write(addOne);
    expect(await levelOf(database)).toEqual({ level: 2 });
  });

  test('that nobody answers for is away, and that is said without its password', async () => {
    const nowhere = 'postgres://somebody:very-secret@127.0.0.1:9/nothing';
    const failure: unknown = await openPostgres(nowhere).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'unavailable' });
    expect(String(failure)).not.toContain('secret');
  });
});
