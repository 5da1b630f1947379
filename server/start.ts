import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { newOpaqueSetup, opaquePublicKey, opaqueReady } from './accounts/index.ts';
import type { App, AppParts } from './app.ts';
import { createApp } from './app.ts';
import type { Config } from './settings.ts';
import { ConfigurationError } from './config.ts';
import type { RootKey } from './kms/index.ts';
import { DoorKey, RootKeyError, Secrets, openRootFile } from './kms/index.ts';
import type { Log } from './log.ts';
import { describe } from './log.ts';
import { shelfOf } from './shelf.ts';
import { openGateway, openMailer } from './mail/index.ts';
import { DeedCount } from './recovery/index.ts';
import type { Database } from './database/index.ts';
import { openDatabase } from './open-database.ts';

const VERSION = '0.1.0';

const HEADERS_MS = 15_000;
/** How often slow connections are looked for. */
const CHECK_MS = 1_000;
const KEEP_ALIVE_MS = 65_000;
const BEAT_MS = 25_000;
const SWEEP_MS = 600_000;
/** How long a graceful stop waits for what was begun. */
const GRACE_MS = 10_000;
const IDLE_MS = 50;

/** What a store takes from elsewhere in tests. */
interface Beside {
  readonly print?: (text: string) => void;
  readonly open?: (config: Config) => Promise<Database>;
}

export interface RunningStore {
  /** Where it listens, which differs from the origin behind a proxy. */
  readonly address: AddressInfo;
  readonly app: App;
  /** Takes no new requests, finishes those begun, closes the database. */
  stop(): Promise<void>;
}

/** The database, its secrets and the app, without a socket. Throws ConfigurationError, RootKeyError, DatabaseUnavailableError. */
export async function assemble(
  config: Config,
  log: Log,
  clock: () => number,
  { print = (text) => void process.stdout.write(text), open = openDatabase }: Beside = {},
): Promise<AppParts> {
  const database = await open(config);
  try {
    const root = await openRoot(database, config, log);
    const secrets = await openSecrets(database, root, clock);
    const doorKey = await DoorKey.of(secrets.request);
    const deeds = await openDeeds(database, config, log, clock);
    const mailer = openMailer(config, { print, failed: (code) => log('warn', 'mail-failed', { code }) });
    const gateway = openGateway(config, { print, failed: (code) => log('warn', 'sms-failed', { code }) });
    return { config, version: VERSION, database, secrets, doorKey, deeds, mailer, gateway, log, clock };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Beside the root key, where no copy of the database brings it back (protocol 7). */
async function openDeeds(database: Database, config: Config, log: Log, clock: () => number): Promise<DeedCount> {
  const file = `${config.rootKeyFile}.deeds`;
  const { deeds, found } = await DeedCount.open(file, database, clock);
  if (found === 'restored') {
    log('warn', 'recovery-rests', {
      file,
      say: 'The database knows less than was done: it was restored from a copy. Nobody gets back by questions for 7 days.',
    });
  }
  if (found === 'missing') log('warn', 'recovery-count-missing', { file, say: 'It was made again from the database.' });
  return deeds;
}

/** A database that has keys already needs the root key they lie under: a new one would open nothing. */
async function openRoot(database: Database, config: Config, log: Log): Promise<RootKey> {
  const hasKeys = (await shelfOf(database, Date.now).tenants()).length > 0;
  const { root, made } = await openRootFile(config.rootKeyFile, !hasKeys);
  if (made) {
    log('warn', 'root-key-made', {
      file: config.rootKeyFile,
      say: 'BACK THIS FILE UP NOW, apart from the database. Without it nobody can sign in by password and no vault can be fetched again; with it and the database, passwords can be guessed.',
    });
  }
  return root;
}

async function openSecrets(database: Database, root: RootKey, clock: () => number): Promise<AppParts['secrets']> {
  await opaqueReady;
  const secrets = await Secrets.open(shelfOf(database, clock), root);
  const opaque = await secrets.get('opaque', newOpaqueSetup);
  try {
    opaquePublicKey(opaque);
  } catch {
    throw new RootKeyError("the store's OPAQUE setup is damaged");
  }
  return {
    opaque,
    pepper: await secrets.get('pepper'),
    totp: await secrets.get('totp'),
    codes: await secrets.get('codes'),
    tickets: await secrets.get('tickets'),
    limits: await secrets.get('limits'),
    slots: await secrets.get('slots'),
    relay: await secrets.get('relay'),
    recovery: await secrets.get('recovery'),
    topics: await secrets.get('topics'),
    request: await secrets.get('request'),
  };
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(unheard(error, host, port)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

/** Why nobody can listen there, as the operator can mend it. */
function unheard(error: Error, host: string, port: number): Error {
  const code = 'code' in error ? String(error.code) : 'unknown';
  if (code === 'EADDRINUSE') return new ConfigurationError(`LATCHKEY_PORT: the port is taken (${host}, ${port})`);
  if (code === 'EACCES') return new ConfigurationError(`LATCHKEY_PORT: this user may not listen on port ${port}`);
  return new ConfigurationError(`LATCHKEY_HOST: ${host} is no address of this machine (${code})`);
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    // A connection that is kept alive falls idle only when its last answer is through.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
    server.close(() => {
      clearTimeout(late);
      clearInterval(idle);
      resolve();
    });
  });
}

function createServer(app: App, config: Config): Server {
  const requestTimeout = config.bodySeconds * 1_000;
  const server = createAdaptorServer({
    fetch: app.hono.fetch,
    // Replacing Request and Response would be faster, and changes them for everything else in the process.
    overrideGlobalObjects: false,
    serverOptions: {
      headersTimeout: Math.min(HEADERS_MS, requestTimeout),
      requestTimeout,
      connectionsCheckingInterval: CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: 16_384,
    },
  });
  return server as Server;
}

/** Starts a store and resolves when it answers. */
export async function startStore(
  config: Config,
  log: Log,
  clock: () => number = Date.now,
  beside: Beside = {},
): Promise<RunningStore> {
  const parts = await assemble(config, log, clock, beside);
  const app = createApp(parts);
  const server = createServer(app, config);
  try {
    await listen(server, config);
  } catch (error) {
    await parts.database.close();
    throw error;
  }
  let sweeping = sweep(app, log);
  const timers = [
    setInterval(() => app.events.beat(), BEAT_MS),
    setInterval(() => {
      sweeping = sweep(app, log);
    }, SWEEP_MS),
  ];
  const address = server.address() as AddressInfo;
  log('info', 'started', { host: address.address, port: address.port, origin: config.origin, version: VERSION });
  return {
    address,
    app,
    async stop() {
      timers.forEach((timer) => clearInterval(timer));
      const closed = close(server);
      app.events.endAll();
      await Promise.all([closed, sweeping]);
      await Promise.all([parts.mailer.close(), parts.gateway.close()]);
      await parts.database.close();
      log('info', 'stopped');
    },
  };
}

async function sweep(app: App, log: Log): Promise<void> {
  await app.sweep().catch((error: unknown) => log('error', 'sweep-failed', describe(error)));
}
