import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runs } from '../../support/runs.ts';
import { committersAt } from '../support/committer.ts';
import type { StoreProcess } from '../support/process.ts';
import { startProcess, untilHealthy } from '../support/process.ts';
import { freePort } from '../../support/free-port.ts';
import { temporaryFolder } from '../support/store.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

test('no acknowledged commit is lost when the store is killed under load', { timeout: runs(600_000) }, async () => {
  const [folder, port] = [temporaryFolder(), await freePort()];
  const origin = `http://localhost:${port}`;
  const environment = {
    LATCHKEY_DATA: folder,
    LATCHKEY_PORT: String(port),
    LATCHKEY_REQUESTS_PER_MINUTE: '1000000',
  };
  let store: StoreProcess = startProcess(environment);
  await untilHealthy(store, origin);
  const writers = await committersAt(origin, 4);
  for (let round = 0; round < runs(3); round += 1) {
    const load = Promise.all(writers.map((writer) => writer.write()));
    await new Promise((resolve) => setTimeout(resolve, 150 + ((round * 97) % 300)));
    store.kill('SIGKILL');
    await store.ended;
    await load;
    store = startProcess(environment);
    await untilHealthy(store, origin);
    for (const writer of writers) await writer.check();
  }
  expect(writers.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0)).toBeGreaterThan(0);
  store.kill('SIGTERM');
  expect(await store.ended).toBe(0);
  const database = new DatabaseSync(join(folder, 'store.sqlite'));
  expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  expect(database.prepare('pragma foreign_key_check').all()).toEqual([]);
  database.close();
});
