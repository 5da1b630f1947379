import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../server/config.ts';
import { createLog } from '../../../server/log.ts';
import { startStore as startServer, type RunningStore } from '../../../server/start.ts';
import { TestClock } from '../../support/clock.ts';
import { freePort } from '../../support/free-port.ts';

/**
 * A store on loopback, in the test's own process: its clock can be moved, which its clients learn from its answers. As a
 * process of its own it stands in `test/server/process.test.ts` and `kill.test.ts`.
 */
export interface Store {
  readonly origin: string;
  /** Everything that it keeps. */
  readonly folder: string;
  readonly clock: TestClock;
  /** All that it wrote so far. */
  readonly output: () => string;
  /** Nobody answers at its address any more, until it is started again. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Copies what it keeps; the answer puts that back. Stops and starts it, as an operator would. */
  backUp(): Promise<() => Promise<void>>;
  /** Stops it and takes away what it kept. */
  end(): Promise<void>;
}

/** Tests sign in more often than any person. */
const generous = { LATCHKEY_ATTEMPTS_PER_HOUR: '100000', LATCHKEY_REQUESTS_PER_MINUTE: '1000000' };

/** `environment`: what it is set to besides. */
export async function startStore(environment: Readonly<Record<string, string>> = {}): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-store-'));
  const backup = `${folder}-backup`;
  const port = await freePort();
  const config = readConfig({ LATCHKEY_DATA: folder, LATCHKEY_PORT: String(port), ...generous, ...environment });
  const clock = new TestClock();
  const written: string[] = [];
  const log = createLog(config.log, (line) => written.push(line), clock.now);
  let running: RunningStore | undefined;

  async function start(): Promise<void> {
    running = await startServer(config, log, clock.now);
  }
  async function stop(): Promise<void> {
    await running?.stop();
    running = undefined;
  }
  async function copy(from: string, to: string): Promise<void> {
    await stop();
    await cp(from, to, { recursive: true, force: true });
    await start();
  }
  await start();
  return {
    origin: config.origin,
    folder,
    clock,
    output: () => written.join(''),
    start,
    stop,
    async backUp() {
      await copy(folder, backup);
      return () => copy(backup, folder);
    },
    async end() {
      await stop();
      for (const made of [folder, backup]) await rm(made, { recursive: true, force: true });
    },
  };
}
