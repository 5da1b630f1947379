import { describe, expect, test } from 'vitest';
import { runs } from '../../support/runs.ts';
import type { Committer } from '../support/committer.ts';
import { committersAt } from '../support/committer.ts';
import { PostgresServer, lacksPostgres } from '../support/postgres.ts';
import type { StoreProcess } from '../support/process.ts';
import { startProcess, untilHealthy } from '../support/process.ts';
import { freePort } from '../../support/free-port.ts';
import { temporaryFolder } from '../support/store.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/** A store that was killed keeps its database for five seconds: as many rounds as the proof promises. */
const ROUNDS = Math.min(runs(1), 20);

const title = lacksPostgres === undefined ? 'on PostgreSQL' : `on PostgreSQL (${lacksPostgres})`;

async function world() {
  const server = await PostgresServer.start();
  const [folder, port] = [temporaryFolder(), await freePort()];
  const origin = `http://localhost:${String(port)}`;
  const environment = {
    LATCHKEY_DATA: folder,
    LATCHKEY_DATABASE: await server.database(),
    LATCHKEY_PORT: String(port),
    LATCHKEY_REQUESTS_PER_MINUTE: '1000000',
  };
  const start = async (): Promise<StoreProcess> => {
    const store = startProcess(environment);
    await untilHealthy(store, origin);
    return store;
  };
  return { server, origin, start };
}

/** Commits as fast as it can, until `ends` has taken the store's answers away. */
async function underLoad(committers: readonly Committer[], round: number, ends: () => Promise<unknown>): Promise<void> {
  const load = Promise.all(committers.map((committer) => committer.write()));
  await new Promise((resolve) => setTimeout(resolve, 150 + ((round * 97) % 300)));
  await ends();
  await load;
}

const acknowledged = (committers: readonly Committer[]): number =>
  committers.reduce((sum, { acknowledged: ids }) => sum + ids.size, 0);

describe.skipIf(lacksPostgres !== undefined)(title, { timeout: runs(300_000) }, () => {
  test('no acknowledged commit is lost, whether store or database is killed under load', async () => {
    const { server, origin, start } = await world();
    let store = await start();
    const committers = await committersAt(origin, 4);
    for (let round = 0; round < ROUNDS; round += 1) {
      await underLoad(committers, round, () => {
        store.kill('SIGKILL');
        return store.ended;
      });
      store = await start();
      for (const committer of committers) await committer.check();
      const before = acknowledged(committers);
      await underLoad(committers, round, async () => {
        server.kill();
        while ((await fetch(`${origin}/healthz`)).status !== 503)
          await new Promise((resolve) => setTimeout(resolve, 20));
      });
      expect(acknowledged(committers)).toBeGreaterThan(before);
      await server.up();
      // By itself: nobody starts it anew.
      await untilHealthy(store, origin);
      for (const committer of committers) await committer.check();
    }
    store.kill('SIGTERM');
    expect(await store.ended).toBe(0);
    expect(store.output()).toContain('"unhealthy"');
  });
});
