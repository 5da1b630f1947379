import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { App, AppParts } from '../../../server/app.ts';
import { createApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import { createLog } from '../../../server/log.ts';
import type { RunningStore } from '../../../server/start.ts';
import { assemble, startStore } from '../../../server/start.ts';
import { TestClock } from '../../support/clock.ts';
import { freePort } from '../../support/free-port.ts';
import { databaseSetting, dumpOf, openTestDatabase } from './database.ts';
import type { Send } from './client.ts';
import { TestClient } from './client.ts';

type Environment = Readonly<Record<string, string>>;

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Everything that a store keeps which has this folder, one file behind the other, but these. */
export function filesOf(folder: string, but: readonly string[] = []): Buffer {
  const names = readdirSync(folder).filter((name) => !but.includes(name));
  return Buffer.concat([...names.map((name) => readFileSync(join(folder, name))), dumpOf(folder)]);
}

/** Enough tries that tests meet a limit only where they look for it. */
const generous = {
  LATCHKEY_ATTEMPTS_PER_HOUR: '100000',
  LATCHKEY_REQUESTS_PER_MINUTE: '1000000',
  LATCHKEY_CONTACTS_PER_MINUTE: '1000000',
};

export interface TestStore {
  readonly folder: string;
  readonly origin: string;
  readonly clock: TestClock;
  readonly logged: string[];
  /** What was mailed, where nothing else is said of mail. */
  readonly mails: string[];
  readonly parts: AppParts;
  readonly app: App;
  readonly send: Send;
  client(): Promise<TestClient>;
  close(): Promise<void>;
}

/** A store without a socket: the app itself, over a database on disk, so many milliseconds later than it is. */
export async function openStore(
  environment: Environment = {},
  folder = temporaryFolder(),
  later = 0,
): Promise<TestStore> {
  const clock = new TestClock();
  clock.forward(later);
  const logged: string[] = [];
  const mails: string[] = [];
  const base = { LATCHKEY_DATA: folder, ...(await databaseSetting(folder)), LATCHKEY_LOG: 'debug', ...generous };
  const config = readConfig({ ...base, ...environment });
  const log = createLog(config.log, (line) => logged.push(line), clock.now);
  const print = (text: string) => void mails.push(text);
  const parts = await assemble(config, log, clock.now, { print, open: openTestDatabase });
  const app = createApp(parts);
  const send: Send = async (request) => app.hono.request(request);
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await parts.database.close();
    open = false;
  };
  onTestFinished(close);
  const { origin } = config;
  return { folder, origin, clock, logged, mails, parts, app, send, close, client: () => TestClient.of(send, origin) };
}

export interface ServedStore {
  readonly origin: string;
  readonly port: number;
  readonly folder: string;
  readonly clock: TestClock;
  readonly logged: string[];
  readonly running: RunningStore;
  client(): Promise<TestClient>;
}

/** A store that listens on this machine. */
export async function serveStore(environment: Environment = {}, folder = temporaryFolder()): Promise<ServedStore> {
  const port = await freePort();
  const logged: string[] = [];
  const places = { LATCHKEY_DATA: folder, ...(await databaseSetting(folder)), LATCHKEY_PORT: String(port) };
  const base = { ...places, LATCHKEY_LOG: 'debug', ...generous };
  const config = readConfig({ ...base, ...environment });
  const clock = new TestClock();
  const log = createLog(config.log, (line) => logged.push(line), clock.now);
  const running = await startStore(config, log, clock.now, { open: openTestDatabase });
  let stopped: Promise<void> | undefined;
  const once = { ...running, stop: () => (stopped ??= running.stop()) };
  onTestFinished(once.stop);
  const origin = `http://localhost:${port}`;
  return {
    origin,
    port,
    folder,
    clock,
    logged,
    running: once,
    client: () => TestClient.of((request) => fetch(request), origin),
  };
}
