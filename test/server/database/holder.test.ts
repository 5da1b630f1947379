import { describe, expect, onTestFinished, test } from 'vitest';
import { openPostgres } from '../../../server/database/index.ts';
import { runs } from '../../support/runs.ts';
import { freePort } from '../../support/free-port.ts';
import { TestClient } from '../support/client.ts';
import { testRecord } from '../support/device.ts';
import { Person } from '../support/person.ts';
import { lacksPostgres, postgresServer } from '../support/postgres.ts';
import type { StoreProcess } from '../support/process.ts';
import { startProcess, untilHealthy } from '../support/process.ts';
import { temporaryFolder } from '../support/store.ts';
import { anId, openIn } from './contract/engines.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

const title = lacksPostgres === undefined ? 'a database' : `a database (${lacksPostgres})`;

/** Stores of one data folder and one database, each at a port of its own. */
async function world() {
  const folder = temporaryFolder();
  const address = (await (await postgresServer()).database()).replace('postgres@', 'postgres:very-secret@');
  return async (): Promise<{ store: StoreProcess; origin: string }> => {
    const port = await freePort();
    const environment = { LATCHKEY_DATA: folder, LATCHKEY_DATABASE: address, LATCHKEY_PORT: String(port) };
    const store = startProcess(environment);
    onTestFinished(() => store.kill('SIGKILL'));
    return { store, origin: `http://localhost:${String(port)}` };
  };
}

describe.skipIf(lacksPostgres !== undefined)(title, { timeout: 120_000 }, () => {
  test('is one store’s alone: a second one ends with a sentence, and none of them says the password', async () => {
    const start = await world();
    const first = await start();
    await untilHealthy(first.store, first.origin);
    const second = await start();
    expect(await second.store.ended).toBe(78);
    expect(second.store.errors()).toContain('another store runs with this database: stop it first');
    // Control: the first one took no harm.
    expect((await fetch(`${first.origin}/healthz`)).status).toBe(200);
    first.store.kill('SIGTERM');
    expect(await first.store.ended).toBe(0);
    for (const { store } of [first, second]) expect(store.output() + store.errors()).not.toContain('secret');
  });

  // Five seconds of silence and four starts: that nobody takes it in the middle of a transaction is the part for every commit.
  test.skipIf(runs(1) === 1)(
    'is not written to by one that stood still while another one took it (in the proof)',
    async () => {
      const start = await world();
      const first = await start();
      await untilHealthy(first.store, first.origin);
      const person = await Person.make();
      const client = await TestClient.of((request) => fetch(request), first.origin);
      await person.signUp(client, { phrase: true });
      // Control: while it has the database, it takes commits.
      expect((await person.commit(client, { put: [testRecord()] })).status).toBe(200);
      first.store.kill('SIGSTOP');
      const other = await start();
      await untilHealthy(other.store, other.origin);
      first.store.kill('SIGCONT');
      expect((await person.commit(client, { put: [testRecord()] })).status).toBe(503);
      expect((await fetch(`${first.origin}/healthz`)).status).toBe(503);
      expect((await fetch(`${other.origin}/healthz`)).status).toBe(200);
      first.store.kill('SIGTERM');
      expect(await first.store.ended).toBe(0);
      expect(first.store.output()).toContain('"database-taken"');
    },
  );

  test('is taken from nobody in the middle of a transaction', async () => {
    const server = await postgresServer();
    const address = await server.database();
    const database = await openIn({ open: () => openPostgres(address) });
    const done: string[] = [];
    const begun = Promise.withResolvers<true>();
    const goOn = Promise.withResolvers<true>();
    const add = (id: Uint8Array<ArrayBuffer>) =>
      database.write(({ query }) => query.insertInto('buckets').values({ name: id, level: 1, at: 1 }).execute());
    const writing = database
      .write(async ({ query }) => {
        begun.resolve(true);
        await goOn.promise;
        await query.insertInto('buckets').values({ name: anId(), level: 1, at: 1 }).execute();
      })
      .then(() => done.push('written'));
    await begun.promise;
    const taking = server.say(address, `update latchkey_holder set node = 'another'`).then(() => done.push('taken'));
    // The database says who waits for whom.
    await server.until(address, `select 1 from pg_stat_activity where wait_event_type = 'Lock'`);
    goOn.resolve(true);
    await Promise.all([writing, taking]);
    expect(done).toEqual(['written', 'taken']);
    await expect(add(anId())).rejects.toMatchObject({ code: 'unavailable' });
    await expect(database.read(({ hot }) => hot.vault(1))).rejects.toMatchObject({ code: 'unavailable' });
  });
});
