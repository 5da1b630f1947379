import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, untilHealthy, type StoreProcess } from '../../server/support/process.ts';
import { freePort } from '../../support/free-port.ts';

/** A store as an operator runs it, in a process of its own, on loopback. */
export interface Store {
  readonly origin: string;
  /** Everything that it keeps. */
  readonly folder: string;
  /** All that it wrote so far. */
  readonly output: () => string;
  /** As if its computer had lost power. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Copies what it keeps; the answer puts that back. Stops and starts it, as an operator would. */
  backUp(): Promise<() => Promise<void>>;
  /** Stops it and takes away what it kept. */
  end(): Promise<void>;
}

/** Tests sign in more often than any person. */
const generous = { LATCHKEY_ATTEMPTS_PER_HOUR: '100000', LATCHKEY_REQUESTS_PER_MINUTE: '1000000' };

export async function startStore(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-store-'));
  const backup = `${folder}-backup`;
  const port = await freePort();
  const origin = `http://localhost:${String(port)}`;
  const environment = { LATCHKEY_DATA: folder, LATCHKEY_PORT: String(port), ...generous };
  const written: string[] = [];
  let running: StoreProcess | undefined;

  async function start(): Promise<void> {
    running = startProcess(environment);
    await untilHealthy(running, origin);
  }
  async function stop(): Promise<void> {
    running?.kill('SIGKILL');
    await running?.ended;
    if (running) written.push(running.output());
    running = undefined;
  }
  async function copy(from: string, to: string): Promise<void> {
    await stop();
    await cp(from, to, { recursive: true, force: true });
    await start();
  }
  await start();
  return {
    origin,
    folder,
    output: () => written.join('') + (running?.output() ?? ''),
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
