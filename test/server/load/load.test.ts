import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { runs } from '../../support/runs.ts';
import { until } from '../../support/until.ts';
import { TestClient } from '../support/client.ts';
import { Person } from '../support/person.ts';
import { startProcess, untilHealthy } from '../support/process.ts';
import { temporaryFolder } from '../support/store.ts';
import type { Target } from './attacks.ts';
import { attacks } from './attacks.ts';
import { watchHealth } from './health.ts';

const MIB = 1_048_576;
/** Whatever is sent to it. At rest it has about 100; bodies under way may have 4 x 64, and one of them is looked at. */
const MOST_MEMORY = 512 * MIB;
/** How much slower than at rest. */
const MOST_SLOWER = 20;
/** What a busy machine takes at times for no reason of the store's: below it nothing is slow. Milliseconds. */
const UNSTEADY = 10;

/** The most memory that a process ever had, in bytes; 0 where the system doesn't tell. */
function peakOf(pid: number): number {
  const file = `/proc/${pid}/status`;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return Number(/^VmHWM:\s+([0-9]+) kB$/m.exec(text)?.[1] ?? 0) * 1_024;
}

/**
 * Beside other tests a store that answers in parts of a millisecond is slow for no reason of its own: there only the proof judges times.
 */
const judgesTimes = runs(1) > 1;

test(
  'whatever one client sends, the store answers others and its memory has a bound',
  { timeout: runs(180_000) },
  async () => {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const store = startProcess({
      LATCHKEY_DATA: temporaryFolder(),
      LATCHKEY_PORT: String(port),
      LATCHKEY_PROXIES: '1',
      LATCHKEY_ATTEMPTS_PER_HOUR: '1000000',
      LATCHKEY_REQUESTS_PER_MINUTE: '1000000',
      LATCHKEY_ACCOUNT_BYTES: '100000000000',
    });
    onTestFinished(async () => {
      store.kill('SIGKILL');
      await store.ended;
    });
    await untilHealthy(store, origin);
    const [person, client] = [await Person.make(), await TestClient.of((request) => fetch(request), origin)];
    await person.signUp(client, { phrase: true });
    const target: Target = { port, person, client };
    const health = watchHealth(port);
    // The first hundred are of a store that warms up.
    await health.since(100);
    const idle = await health.since(100);
    const most = Math.max(MOST_SLOWER * idle.median, UNSTEADY);
    // Control: a store that stands still is noticed, as soon as the answer comes that waited for it.
    store.kill('SIGSTOP');
    for (let waited = 0; waited < 2 * most; waited += 10) await delay(10);
    store.kill('SIGCONT');
    await until('the long answer', async () => (await health.since()).longest > most);
    for (const [name, attack, statuses] of attacks) {
      await health.since();
      for (let round = 0; round < runs(1); round += 1) {
        for (const status of await attack(target))
          expect([name, statuses]).toEqual([name, expect.arrayContaining([status])]);
      }
      const under = await health.since();
      const said = `${name}: median ${under.median.toFixed(1)} ms (idle ${idle.median.toFixed(1)}), longest ${under.longest.toFixed(0)} ms, peak ${(peakOf(store.pid) / MIB).toFixed(0)} MiB`;
      if (judgesTimes) console.log(said);
      expect(under.failed, said).toBe(0);
      if (judgesTimes) expect(under.median, said).toBeLessThanOrEqual(most);
      expect(peakOf(store.pid), said).toBeLessThanOrEqual(MOST_MEMORY);
    }
  },
);
