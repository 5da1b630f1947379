import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../../support/free-port.ts';

const INSTALLED = '/usr/lib/postgresql';

/** The programs of the newest version that is installed, where Debian puts them. */
function programs(): string | undefined {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED) : [];
  const folders = versions.toSorted((a, b) => Number(b) - Number(a)).map((version) => join(INSTALLED, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

/** One of them, by its whole path. */
export const postgresProgram = (name: string): string => join(programs() ?? '', name);

/** What is missing here, in words for the name of a test that is skipped. */
export const lacksPostgres = programs() === undefined ? 'skipped: the package postgresql is missing' : undefined;

interface User {
  readonly uid?: number;
  readonly gid?: number;
  /** Where it may make folders. */
  readonly place: string;
}

/** PostgreSQL refuses to run as root: Debian's user of it runs it then, whom a run's own temporary folder is closed to. */
function userOf(): User {
  if (process.getuid?.() !== 0) return { place: tmpdir() };
  const id = (what: string) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g'), place: '/tmp' };
}

/** When whoever holds its input is gone, however that ended: ends the server and takes its folder away. */
const KEEPER = `cat >/dev/null; read -r pid <"$FOLDER/postmaster.pid" && kill -QUIT "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done; rm -rf "$FOLDER"`;

/** A server of our own, on loopback, in a temporary folder. */
export class PostgresServer {
  readonly #port: number;
  readonly #folder: string;
  readonly #user: Pick<User, 'uid' | 'gid'>;
  #databases = 0;

  private constructor(port: number, folder: string, user: Pick<User, 'uid' | 'gid'>) {
    this.#port = port;
    this.#folder = folder;
    this.#user = user;
  }

  static async start(): Promise<PostgresServer> {
    const { place, ...user } = userOf();
    const folder = mkdtempSync(join(place, 'latchkey-postgres-'));
    if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
    const server = new PostgresServer(await freePort(), folder, user);
    const made = ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    execFileSync(postgresProgram('initdb'), made, {
      ...user,
      stdio: 'pipe',
      cwd: folder,
    });
    server.#keep();
    await server.up();
    return server;
  }

  #address(name: string): string {
    return `postgres://postgres@127.0.0.1:${String(this.#port)}/${name}`;
  }

  #keep(): void {
    const env = { FOLDER: this.#folder, PATH: process.env['PATH'] ?? '' };
    const stdio = ['pipe', 'ignore', 'ignore'] as const;
    const keeper = spawn('sh', ['-c', KEEPER], { ...this.#user, env, stdio: [...stdio], cwd: this.#folder });
    keeper.unref();
    (keeper.stdin as Socket).unref();
  }

  /** Starts it, and resolves when it answers. Parts of one that was killed may stand in its way for a moment. */
  async up(): Promise<void> {
    const settings = ['fsync=off', `unix_socket_directories=${this.#folder}`, 'max_connections=200'];
    const places = ['-D', this.#folder, '-h', '127.0.0.1', '-p', String(this.#port)];
    const asked = [...places, ...settings.flatMap((one) => ['-c', one])];
    for (;;) {
      const child = spawn(postgresProgram('postgres'), asked, { ...this.#user, stdio: 'ignore', cwd: this.#folder });
      child.unref();
      if (await this.#answersOf(child)) return;
      await sleep(50);
    }
  }

  /** Kills it as a machine does that stops. */
  kill(): void {
    process.kill(Number(readFileSync(join(this.#folder, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  }

  /** False: it has ended instead. */
  async #answersOf(child: ChildProcess): Promise<boolean> {
    while (child.exitCode === null && child.signalCode === null) {
      if (await this.#answers()) return true;
      await sleep(50);
    }
    return false;
  }

  async #answers(): Promise<boolean> {
    const client = new pg.Client(this.#address('postgres'));
    client.on('error', () => undefined);
    const answers = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    return answers;
  }

  /** Whatever is said to it, on a connection of its own. */
  async say(address: string, text: string): Promise<void> {
    const client = new pg.Client(address);
    await client.connect();
    await client.query(text);
    await client.end();
  }

  /** Asks again and again, until there is a row. */
  async until(address: string, question: string): Promise<void> {
    const client = new pg.Client(address);
    await client.connect();
    while ((await client.query(question)).rowCount === 0) await sleep(10);
    await client.end();
  }

  /** The address of an empty database, or of a copy of that one. */
  async database(of?: string): Promise<string> {
    const name = `store${String((this.#databases += 1))}`;
    const template = of === undefined ? '' : ` template ${new URL(of).pathname.slice(1)}`;
    await this.say(this.#address('postgres'), `create database ${name}${template}`);
    return this.#address(name);
  }
}

let started: Promise<PostgresServer> | undefined;

/** The one of this process, started when it is first asked for. */
export function postgresServer(): Promise<PostgresServer> {
  return (started ??= PostgresServer.start());
}
