import { randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import {
  bytes,
  concat,
  toBase64url,
  toId,
  toJson,
  toUtf8,
  u16,
  u32,
  writeFrames,
} from '../../../src/encoding/index.ts';
import { MOST_COMMIT_RECORDS, TICKET_HEADER, endpoints } from '../../../src/wire/index.ts';
import type { CommittedRecord } from '../../../src/wire/index.ts';
import type { TestClient } from '../support/client.ts';
import { read } from '../support/client.ts';
import type { Person } from '../support/person.ts';
import { RawConnection } from '../support/socket.ts';

const MIB = 1_048_576;

/** The store, and somebody with an account there. */
export interface Target {
  readonly port: number;
  readonly person: Person;
  readonly client: TestClient;
}

/** Does its worst once, and resolves when the store is through with it; answers the statuses that it was answered with. */
export type Attack = (target: Target) => Promise<readonly number[]>;

function statusOf(head: string): number {
  return Number(/^HTTP\/1\.1 ([0-9]{3})/.exec(head)?.[1] ?? 0);
}

async function ticketOf(client: TestClient): Promise<string> {
  const asked = { json: { account: toBase64url(randomBytes(16)) } };
  return read(await client.ask('/v1/signup/start', asked), endpoints.signupStart.answer).ticket;
}

/** A sign-up by somebody who has nothing but a ticket: what it announces, and what it sends of that. */
async function signUp(
  { port }: Target,
  ticket: string,
  body: Bytes,
  { announced = body.length, place = '192.0.2.1' } = {},
): Promise<RawConnection> {
  const raw = await RawConnection.to(port);
  raw.send(
    [
      'POST /v1/signup HTTP/1.1',
      `host: localhost:${port}`,
      'content-type: application/octet-stream',
      `${TICKET_HEADER}: ${ticket}`,
      `x-forwarded-for: ${place}`,
      `content-length: ${announced}`,
    ],
    body,
  );
  return raw;
}

function anonymous(body: Bytes): Attack {
  return async (target) => {
    const raw = await signUp(target, await ticketOf(target.client), body);
    const head = await raw.head();
    raw.end();
    return [statusOf(head)];
  };
}

/** A header frame as long as a whole commit may be: once it was parsed as JSON (H2). */
function longHeader(): Bytes {
  const header = new Uint8Array(63 * MIB).fill(0x20);
  return concat(u32(header.length), header);
}

/** Bodies that never come to their end: from one ticket, and from as many places as there are (M2). */
const unfinished: Attack = async (target) => {
  const body = bytes(50 * MIB);
  const one = await ticketOf(target.client);
  const others = await Promise.all(Array.from({ length: 12 }, () => ticketOf(target.client)));
  const tickets = [...Array.from({ length: 12 }, () => one), ...others];
  const open = await Promise.all(
    tickets.map((ticket, number) =>
      signUp(target, ticket, body, { announced: 60 * MIB, place: `198.51.100.${number}` }),
    ),
  );
  // Refused at once: all but those for whom there is room, and those are never answered.
  const enough = settled(target).then(() => undefined);
  const answered = await Promise.all(open.map((raw) => Promise.race([raw.head().then(statusOf), enough])));
  open.forEach((raw) => raw.end());
  return answered.filter((status) => status !== undefined);
};

/** Some time in which the store answers others. */
async function settled({ client }: Target): Promise<void> {
  for (let asked = 0; asked < 100; asked += 1) await client.ask('/healthz');
}

function records(count: number, size: number): CommittedRecord[] {
  const blob = randomBytes(size);
  return Array.from({ length: count }, (_, number) => ({
    id: toId(concat(bytes(12), u32(number))),
    revision: 1,
    blob,
  }));
}

/** More records than a commit may have, and more than a vault may (M3): as many as fit, without an author or a manifest. */
const manyRecords: Attack = async ({ client }) => {
  const record = concat(u32(24), bytes(24));
  const put = new Uint8Array(400_000 * record.length);
  for (let at = 0; at < put.length; at += record.length) put.set(record, at);
  const commit = writeFrames([u16(1), bytes(32), put, ...Array.from({ length: 6 }, () => bytes(0)), bytes(64)]);
  return [(await client.commit(commit)).status];
};

/** The most that a commit may have, every time. */
const longCommits: Attack = async ({ person, client }) => {
  const put = records(MOST_COMMIT_RECORDS, 256).map((record) => ({ ...record, revision: (revision += 1) }));
  return [(await person.commit(client, { put })).status];
};
let revision = 1;

/** Everything, again and again, by several at once. */
const pulls: Attack = async ({ client }) => {
  const all = async (): Promise<number> => (await client.call('/v1/pull')).status;
  return Promise.all(Array.from({ length: 8 }, all));
};

/** JSON as deep and as long as it may be. */
const deepJson: Attack = async ({ client }) => {
  const body = toUtf8('['.repeat(65_536));
  const ask = async (): Promise<number> =>
    (await client.ask('/v1/signin/start', { body, type: 'application/json', method: 'POST' })).status;
  return Promise.all(Array.from({ length: 30 }, ask));
};

/** Small bodies of nothing but empty frames, as many as come. */
const emptyFrames: Attack = async ({ client }) => {
  const body = concat(writeFrames([toJson({ access: {} })]), bytes(60_000));
  const send = async (): Promise<number> =>
    (await client.call('/v1/commits', { body, type: 'application/octet-stream' })).status;
  return Promise.all(Array.from({ length: 30 }, send));
};

/** Connections that say nothing, or begin to. */
const idleConnections: Attack = async (target) => {
  const open = await Promise.all(Array.from({ length: 300 }, () => RawConnection.to(target.port)));
  open.forEach((raw) => raw.more(toUtf8('POST /v1/signup HTTP/1.1\r\nhost: x\r\n')));
  await settled(target);
  open.forEach((raw) => raw.end());
  return [];
};

/** By name, with how each request has to be answered; none: not at all. */
export const attacks: readonly (readonly [name: string, attack: Attack, statuses: readonly number[]])[] = [
  ['a JSON header of 63 MiB', anonymous(longHeader()), [413]],
  ['63 MiB of zeros', anonymous(bytes(63 * MIB)), [400]],
  // 0: closed for being too slow, where a busy machine took longer than that to look.
  ['24 bodies that never end', unfinished, [503, 0]],
  ['400,000 records in a commit', manyRecords, [400, 413]],
  ['commits of 10,000 records', longCommits, [200]],
  ['pulls of all of it', pulls, [200]],
  ['JSON of 65,536 levels', deepJson, [400]],
  ['bodies of 15,000 empty frames', emptyFrames, [400]],
  ['300 connections that only begin', idleConnections, []],
];
