import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test, vi } from 'vitest';
import { randomBytes } from '../../../src/crypto/index.ts';
import { bytes, concat, toBase64url, toJson, toUtf8, u32, writeFrames } from '../../../src/encoding/index.ts';
import { TICKET_HEADER, endpoints } from '../../../src/wire/index.ts';
import { BodyBudget } from '../../../server/http/budget.ts';
import { readDeclared } from '../../../server/http/body.ts';
import type { TestClient } from '../support/client.ts';
import { codeOf, read } from '../support/client.ts';
import { testRecord } from '../support/device.ts';
import { Person } from '../support/person.ts';
import { RawConnection } from '../support/socket.ts';
import type { ServedStore } from '../support/store.ts';
import { openStore, serveStore } from '../support/store.ts';
import { refusal } from '../../support/refusal.ts';

const MIB = 1_048_576;

async function connection(port: number): Promise<RawConnection> {
  const made = await RawConnection.to(port);
  onTestFinished(() => made.end());
  return made;
}

async function ticketOf(client: TestClient): Promise<string> {
  const asked = { json: { account: toBase64url(randomBytes(16)) } };
  return read(await client.ask('/v1/signup/start', asked), endpoints.signupStart.answer).ticket;
}

/** A sign-up of which only the beginning comes. */
async function announce({ port }: ServedStore, ticket: string, length: number | 'chunked'): Promise<RawConnection> {
  const raw = await connection(port);
  raw.send(
    [
      'POST /v1/signup HTTP/1.1',
      `host: localhost:${port}`,
      'content-type: application/octet-stream',
      `${TICKET_HEADER}: ${ticket}`,
      length === 'chunked' ? 'transfer-encoding: chunked' : `content-length: ${length}`,
    ],
    length === 'chunked' ? toUtf8('a\r\n0123456789\r\n') : bytes(10),
  );
  return raw;
}

/** Two ask for room that only one of them gets: whichever the store reads first. */
async function contest(store: ServedStore, ...tickets: [string, string]) {
  const asked = await Promise.all(
    tickets.map(async (ticket) => ({ ticket, raw: await announce(store, ticket, 60 * MIB) })),
  );
  const refused = await Promise.race(asked.map(async (one) => ({ ...one, head: await one.raw.head() })));
  const [other] = asked.filter(({ raw }) => raw !== refused.raw);
  return { let: (other as (typeof asked)[number]).raw, refused };
}

test('frames say how long they are, or are not read', async () => {
  const store = await serveStore();
  const client = await store.client();
  const raw = await announce(store, await ticketOf(client), 'chunked');
  expect(await raw.head()).toMatch(/^HTTP\/1\.1 411 [^]*\r\nconnection: close\r\n/i);
  await raw.closed();
  // Control: the same with a length is read, and found to be no sign-up.
  const whole = await announce(store, await ticketOf(client), 10);
  expect(await whole.head()).toContain('HTTP/1.1 400 ');
});

test('large bodies of one ticket and of one address are counted before their first byte is kept', async () => {
  const store = await serveStore();
  const client = await store.client();
  const [one, two, three] = [await ticketOf(client), await ticketOf(client), await ticketOf(client)];
  const { let: first, refused: again } = await contest(store, one, one);
  expect(again.head).toMatch(/^HTTP\/1\.1 503 [^]*\r\nretry-after: [0-9]+\r\n/i);
  await again.raw.closed();
  const { refused } = await contest(store, two, three);
  expect(refused.head).toContain('HTTP/1.1 503 ');
  // Small ones are free, and whoever leaves makes room.
  expect(await (await announce(store, refused.ticket, 10)).head()).toContain('HTTP/1.1 400 ');
  first.end();
  const late = await untilAdmitted(store, refused.ticket);
  late.end();
});

/** Asks until there is room: that somebody left is noticed a little later. */
async function untilAdmitted(store: ServedStore, ticket: string): Promise<RawConnection> {
  for (;;) {
    const raw = await announce(store, ticket, 60 * MIB);
    const head = await Promise.race([raw.head(), store.client().then((client) => client.ask('/healthz'))]);
    if (typeof head !== 'string') return raw;
  }
}

test('a session sends one large body at a time', async () => {
  const store = await serveStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  const { source } = await person.device.commit(person.head, { put: [testRecord(200_000)] });
  const body = writeFrames([toJson({ access: {} }), source]);
  const request = await client.proven('/v1/commits', { body, type: 'application/octet-stream' });
  const raw = await connection(store.port);
  const names = ['authorization', 'latchkey-request', 'content-type', 'content-length'];
  const lines = names.map((name) => `${name}: ${request.headers.get(name) ?? ''}`);
  raw.send(['POST /v1/commits HTTP/1.1', `host: localhost:${store.port}`, ...lines], body.subarray(0, 1_000));
  await (await store.client()).ask('/healthz');
  expect(codeOf(await client.commit(source))).toBe('unavailable');
  // A small one goes beside it, and the large one goes through when the rest of it comes.
  const small = await person.device.commit(randomBytes(32));
  expect(codeOf(await client.commit(small.source))).toBe('conflict');
  raw.more(body.subarray(1_000));
  expect(await raw.head()).toContain('HTTP/1.1 200 ');
});

test('what all bodies take together has an end, and is given back', () => {
  const budget = new BodyBudget(1_000_000);
  const done = [0, 1, 2].map((of) => budget.take(300_000, [{ name: String(of), most: 1 }]));
  expect(() => budget.take(300_000, [{ name: 'late', most: 1 }])).toThrow('unavailable');
  expect(() => budget.take(65_536, [{ name: '0', most: 1 }])).not.toThrow();
  done[0]?.();
  done[0]?.();
  expect(() => budget.take(300_000, [{ name: '1', most: 1 }])).toThrow('unavailable');
  budget.take(300_000, [{ name: '0', most: 1 }]);
  expect(() => budget.take(300_000, [{ name: 'late', most: 1 }])).toThrow('unavailable');
});

test.each([
  ['stops', 0, 'too-slow'],
  ['keeps the pace', 70_000, undefined],
])('a large body that %s', async (_, aSecond, code) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const incoming = new PassThrough();
  const length = 20 * 70_000;
  const request = new Request('http://localhost/');
  const came = refusal(readDeclared(request, incoming, length).then(() => undefined));
  for (let second = 0; second < 20; second += 1) {
    if (aSecond > 0) incoming.write(bytes(aSecond));
    await vi.advanceTimersByTimeAsync(1_000);
  }
  incoming.end();
  await vi.advanceTimersByTimeAsync(1);
  expect(await came).toBe(code ?? 'taken');
});

test('a header frame has the limit of JSON, judged by its length before it is read', async () => {
  const store = await openStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  const { source } = await person.device.commit(person.head);
  const send = async (header: Uint8Array<ArrayBuffer>) =>
    codeOf(
      await client.call('/v1/commits', {
        body: writeFrames([header, source]),
        type: 'application/octet-stream',
      }),
    );
  const padded = (length: number) => {
    const header = toJson({ access: {} });
    return concat(header, new Uint8Array(length - header.length).fill(32));
  };
  expect(await send(padded(65_537))).toBe('too-large');
  // What is judged by its length isn't looked at: this is no JSON at all.
  expect(await send(bytes(65_537))).toBe('too-large');
  expect(await send(bytes(65_536))).toBe('malformed');
  expect(await send(padded(65_536))).toBeUndefined();
});

test('a body of empty frames is refused at the one that is too much', async () => {
  const store = await openStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  const send = async (body: Uint8Array<ArrayBuffer>) =>
    codeOf(await client.call('/v1/commits', { body, type: 'application/octet-stream' }));
  expect(await send(bytes(4 * MIB))).toBe('malformed');
  const header = writeFrames([toJson({ access: {} })]);
  const { source } = await person.device.commit(person.head);
  expect(await send(concat(header, u32(source.length), source, bytes(4)))).toBe('malformed');
  expect(await send(concat(header, u32(source.length), source))).toBeUndefined();
});
