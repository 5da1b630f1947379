import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newId } from '../../../src/crypto/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import { unitStart } from '../../server/support/unit-file.ts';
import type { Row } from '../table.ts';
import { BenchClient } from './clients.ts';
import { entryRows } from './entry.ts';
import type { Load, Prepared } from './load.ts';
import { load, residentMemory } from './load.ts';

const [STORE, BARE, PREBUILT] = [18_787, 18_788, 18_789];
const CONNECTIONS = 50;
const COMMITS = 200;
const DEPOSITS = 200;
const DELTAS = 160;
/** As `npm run store` starts it: a small young generation keeps a busy store small. */
const FLAGS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8'];
/** What the first requests are for: compiled code, grown heaps. */
const WARM = 1_000;
const TURNS = 5;
const LEAST = 'node:http, the same checks, one row in a shared durable transaction';
const LEAST_UNCHECKED = 'node:http, one row in a shared durable transaction';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

async function untilThere(port: number): Promise<void> {
  for (;;) {
    const isThere = await fetch(`http://localhost:${port}/healthz`).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function start(args: readonly string[], port: number, environment = {}): Promise<ChildProcess & { pid: number }> {
  const options = { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit'] as const };
  const child = spawn(process.execPath, [...FLAGS, ...args], {
    ...options,
    stdio: [...options.stdio],
  });
  await untilThere(port);
  if (child.pid === undefined) throw new Error('no process');
  return Object.assign(child, { pid: child.pid });
}

const times = async <T>(count: number, make: () => Promise<T>): Promise<T[]> => {
  const made: T[] = [];
  for (let turn = 0; turn < count; turn += 1) made.push(await make());
  return made;
};

const share = (connections: readonly Prepared[]): number => Math.ceil(WARM / connections.length);
const warm = (connections: readonly Prepared[]): Prepared[] =>
  connections.map((requests) => requests.slice(0, share(connections)));
const rest = (connections: readonly Prepared[]): Prepared[] =>
  connections.map((requests) => requests.slice(share(connections)));

type Started = Awaited<ReturnType<typeof start>>;

/** The middle one of several. */
const middle = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;

const rateOf = (loads: readonly Load[]): number => middle(loads.map(({ perSecond }) => perSecond));

type Server = readonly [port: number, started: Started];

/** The same requests at both, in turns, so that a noisy minute of the machine is in both. */
async function besideEachOther([port, store]: Server, [otherPort, other]: Server, requests: readonly Prepared[]) {
  await load(port, store.pid, warm(requests));
  await load(otherPort, other.pid, warm(requests));
  const [ours, limit]: [Load[], Load[]] = [[], []];
  for (const turn of inTurns(rest(requests))) {
    ours.push(await load(port, store.pid, turn));
    limit.push(await load(otherPort, other.pid, turn));
  }
  return { ours, limit };
}

/** One kind of durable request, beside the least that such a one takes. */
interface Durable {
  readonly work: string;
  readonly each: string;
  readonly least: string;
  /** What the store checks of each: a signature and a MAC, or nothing. */
  readonly checks: 'signed' | 'none';
}

async function durableRows(
  store: Started,
  { work, each, least, checks }: Durable,
  requests: readonly Prepared[],
): Promise<Row[]> {
  const yardstick = await start([file('yardstick.ts'), String(BARE), checks], BARE);
  const { ours, limit } = await besideEachOther([STORE, store], [BARE, yardstick], requests);
  await stop(yardstick);
  const row = (figure: Exclude<keyof Load, 'perSecond'>, unit: Row['unit'], of: string): Row => ({
    work: `The same, ${of}`,
    unit,
    ours: middle(ours.map((one) => one[figure])),
    limit: { what: least, figure: middle(limit.map((one) => one[figure])) },
  });
  const [rate, most] = [rateOf(ours), rateOf(limit)];
  return [
    {
      work,
      unit: '/s',
      ours: rate,
      limit: { what: least, figure: most },
      goal: '>= 0.5 x',
      reached: rate >= 0.5 * most,
    },
    row('p50', 'ms', 'p50'),
    row('p99', 'ms', 'p99'),
    row('cpu', 'µs', `processor time a ${each}`),
  ];
}

async function commitRows(store: Started, clients: readonly BenchClient[]): Promise<Row[]> {
  const requests = await Promise.all(clients.map((client) => times(COMMITS, () => client.commit(1, 1_024))));
  const work = `Store: durable 1 KiB commits, ${CONNECTIONS} connections, a signature and a MAC checked each`;
  return durableRows(store, { work, each: 'commit', least: LEAST, checks: 'signed' }, requests);
}

async function depositRows(store: Started, clients: readonly BenchClient[]): Promise<Row[]> {
  const tokens = clients.map(() => newId());
  const puts = clients.map((client, place) => [client.putToken(tokens[place] ?? '')]);
  await load(STORE, store.pid, puts);
  const requests = clients.map((client, place) =>
    Array.from({ length: DEPOSITS }, () => client.deposit(tokens[place] ?? '')),
  );
  const work = `Store: durable deposits of 4 KiB, ${CONNECTIONS} connections, no session and no signature`;
  return durableRows(store, { work, each: 'deposit', least: LEAST_UNCHECKED, checks: 'none' }, requests);
}

function inTurns(connections: readonly Prepared[]): (readonly Prepared[])[] {
  const length = Math.floor((connections[0]?.length ?? 0) / TURNS);
  return Array.from({ length: TURNS }, (_, turn) =>
    connections.map((requests) => requests.slice(turn * length, (turn + 1) * length)),
  );
}

async function deltaRow(store: Started, client: BenchClient): Promise<Row> {
  const since = toBase64url(client.head);
  await load(STORE, store.pid, [[await client.commit(100, 1_024)]]);
  const requests = Array.from({ length: 20 }, () =>
    Array.from({ length: DELTAS }, () => client.pull(`?since=${since}`)),
  );
  const prebuilt = await start([file('bare.ts'), String(PREBUILT), '106000'], PREBUILT);
  const both = await besideEachOther([STORE, store], [PREBUILT, prebuilt], requests);
  prebuilt.kill();
  const [ours, limit] = [rateOf(both.ours), rateOf(both.limit)];
  return {
    work: 'Store: delta of 100 records',
    unit: '/s',
    ours,
    limit: { what: 'prebuilt answer of the same size', figure: limit },
    goal: '>= 0.35 x prebuilt',
    reached: ours >= 0.35 * limit,
  };
}

async function pullRow(store: Started, client: BenchClient): Promise<Row> {
  const fills = await times(10, () => client.commit(1_000, 400));
  await load(STORE, store.pid, [fills]);
  const request = Array.from({ length: 11 }, () => client.pull());
  await load(STORE, store.pid, [request.slice(0, 1)]);
  const { p50 } = await load(STORE, store.pid, [request.slice(1)]);
  return { work: 'Store: first page of a full pull of 10,000 records, p50', unit: 'ms', ours: p50 };
}

async function stop(store: Started): Promise<void> {
  const ended = new Promise((resolve) => store.once('exit', resolve));
  store.kill('SIGTERM');
  await ended;
}

/** What is measured of a store that runs as the unit file starts it, not for the first time, on this machine's disk. */
export async function storeRows(): Promise<Row[]> {
  const data = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const startStore = (): Promise<Started> =>
    start([file('../../../server/main.mjs')], STORE, {
      ...unitStart().environment,
      LATCHKEY_DATA: data,
      LATCHKEY_PORT: String(STORE),
      LATCHKEY_ATTEMPTS_PER_HOUR: '1000000',
      LATCHKEY_REQUESTS_PER_MINUTE: '10000000',
      LATCHKEY_CONTACTS_PER_MINUTE: '10000000',
      LATCHKEY_LOG: 'warn',
    });
  await stop(await startStore());
  const store = await startStore();
  const clients = await times(CONNECTIONS, () => BenchClient.signUp(STORE));
  const rows = [...(await commitRows(store, clients)), ...(await depositRows(store, clients))];
  const [one, two] = [clients[0], clients[1]];
  if (one) rows.push(await deltaRow(store, one));
  if (two) rows.push(await pullRow(store, two));
  const memory = residentMemory(store.pid);
  rows.push({
    work: 'Store: memory after that load',
    unit: 'MB',
    ours: memory,
    published: { Vaultwarden: 58, AliasVault: 500 },
    goal: '<= 150 MB',
    reached: memory <= 150,
  });
  rows.push(...(await entryRows(STORE)));
  await stop(store);
  await rm(data, { recursive: true });
  return rows;
}
