import { connect, createServer } from 'node:net';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bytes } from '../../src/encoding/index.ts';
import { codeOf } from './support/client.ts';
import { testRecord } from './support/device.ts';
import { Person } from './support/person.ts';
import { startProcess, untilHealthy } from './support/process.ts';
import { freePort } from '../support/free-port.ts';
import { serveStore, temporaryFolder } from './support/store.ts';

const settled = { timeout: 60_000 };

test('the program starts, answers, logs JSON lines, and stops on SIGTERM', settled, async () => {
  const [folder, port] = [temporaryFolder(), await freePort()];
  const store = startProcess({ LATCHKEY_DATA: join(folder, 'new'), LATCHKEY_PORT: String(port) });
  await untilHealthy(store, `http://localhost:${port}`);
  store.kill('SIGTERM');
  expect(await store.ended).toBe(0);
  const lines = store.output().trim().split('\n');
  const events = lines.map((line) => (JSON.parse(line) as { event: string }).event);
  expect(events).toEqual(['root-key-made', 'started', 'stopped']);
  // A clean end leaves one file, with nothing waiting in a log beside it.
  expect(existsSync(join(folder, 'new', 'store.sqlite-wal'))).toBe(false);
});

test('nonsense stops the program before it begins, in one sentence', { timeout: 240_000 }, async () => {
  const data = temporaryFolder();
  const file = join(data, 'file');
  writeFileSync(file, 'not a folder');
  mkdirSync(join(data, 'broken'));
  writeFileSync(join(data, 'broken', 'store.sqlite'), 'this is no database at all'.repeat(100));
  const port = await freePort();
  const taken = createServer().listen(port, '127.0.0.1');
  const cases: [Record<string, string>, RegExp][] = [
    [{ LATCHKEY_PORT: 'many' }, /LATCHKEY_PORT must be a whole number/],
    [{ LATCHKEY_DATA: join(data, 'broken') }, /did not start/],
    [
      { LATCHKEY_DATA: join(file, 'below') },
      /did not start: LATCHKEY_DATA: this user cannot write in the folder .*below/,
    ],
    [{ LATCHKEY_DATA: '~/latchkey' }, /LATCHKEY_DATA begins with ~/],
    [
      { LATCHKEY_ROOT_KEY_FILE: join(file, 'root.key') },
      /LATCHKEY_ROOT_KEY_FILE: this user cannot read or make the file/,
    ],
    [
      { LATCHKEY_HOST: '192.0.2.1', LATCHKEY_ORIGIN: 'https://store.example.org' },
      /LATCHKEY_HOST: 192\.0\.2\.1 is no address of this machine/,
    ],
    [{ LATCHKEY_DATABASE: 'postgres://user:secret@' }, /LATCHKEY_DATABASE must be sqlite, or postgres:/],
    [{ LATCHKEY_HOST: '[::1' }, /LATCHKEY_HOST: \[::1 is no address of this machine/],
    [{ LATCHKEY_DATA: join(data, 'a'), LATCHKEY_PORT: String(port) }, /the port is taken/],
  ];
  for (const [environment, sentence] of cases) {
    const store = startProcess({ LATCHKEY_DATA: data, ...environment });
    expect(await store.ended).toBe(78);
    expect(store.errors()).toMatch(sentence);
    expect(
      store
        .errors()
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('The store')),
    ).toHaveLength(1);
  }
  await new Promise((resolve) => taken.close(resolve));
});

test('copies of files are not made of a PostgreSQL database: it is said what makes them', settled, async () => {
  const folder = temporaryFolder();
  const database = { LATCHKEY_DATABASE: 'postgres://user:secret@localhost/store' };
  for (const asked of ['backup', 'restore']) {
    const file = join(folder, asked);
    const asking = startProcess({ LATCHKEY_DATA: folder, ...database }, [asked, file]);
    expect(await asking.ended).toBe(78);
    expect(asking.errors()).toMatch(/pg_dump and pg_restore/);
    expect(asking.errors()).not.toContain('secret');
    expect(existsSync(file)).toBe(false);
  }
});

test('a graceful stop finishes what was begun', settled, async () => {
  const store = await serveStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  const put = Array.from({ length: 500 }, () => testRecord(2_000));
  const committing = person.commit(client, { put }).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await store.running.stop();
  const answer = await committing;
  // Either it was taken and answered, or it never reached the store.
  expect([200, undefined]).toContain(answer?.status);
  await expect(fetch(`${store.origin}/healthz`)).rejects.toThrow();
});

/** Sends bytes as they are; answers all that comes back until the connection ends. */
function raw(port: number, ...parts: readonly (string | Uint8Array)[]): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => parts.forEach((part) => socket.write(part)));
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}

const head = (more: string) =>
  `POST /v1/signin/start HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${more}\r\n`;

test('a body that never comes to its end is cut off', settled, async () => {
  const store = await serveStore({ LATCHKEY_BODY_SECONDS: '1' });
  const answer = await raw(store.port, head('content-length: 100\r\n'), '{');
  expect(answer).toMatch(/^(HTTP\/1\.1 408|$)/);
  expect((await fetch(`${store.origin}/healthz`)).ok).toBe(true);
});

test('a body that is too large is not read to its end, declared or not', settled, async () => {
  const store = await serveStore();
  const close = 'connection: close\r\n';
  const declared = await raw(store.port, head(`content-length: 100000000\r\n${close}`), bytes(10_000));
  expect(declared).toMatch(/^HTTP\/1\.1 413/);
  expect(declared).toContain('too-large');
  const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
  const streamed = await raw(store.port, head(`transfer-encoding: chunked\r\n${close}`), chunk, chunk);
  expect(streamed).toMatch(/^HTTP\/1\.1 413/);
  expect((await fetch(`${store.origin}/healthz`)).ok).toBe(true);
});

test('what is no HTTP is refused, and harms nobody', settled, async () => {
  const store = await serveStore();
  const junk = ['GARBAGE\r\n\r\n', '\u0000\u0001\u0002', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n\r\n`];
  for (const text of junk) expect(await raw(store.port, text, '\r\n\r\n')).toMatch(/^(HTTP\/1\.1 4\d\d|$)/);
  const twice = await raw(store.port, head('content-length: 2\r\ncontent-length: 3\r\nconnection: close\r\n'), '{}');
  expect(twice).toMatch(/^HTTP\/1\.1 400/);
  expect((await fetch(`${store.origin}/healthz`)).ok).toBe(true);
  expect(store.logged.filter((line) => line.includes('"error"'))).toEqual([]);
});

test('a request that is broken off in the middle leaves nothing behind', settled, async () => {
  const store = await serveStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  const made = await person.device.commit(person.head, { put: [testRecord(50_000)] });
  const request = await client.proven('/v1/commits', { body: made.source, type: 'application/octet-stream' });
  const headers = [...request.headers]
    .filter(([name]) => name !== 'content-length')
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const start = `POST /v1/commits HTTP/1.1\r\nhost: localhost\r\n${headers}content-length: ${made.source.length}\r\n\r\n`;
  await new Promise<void>((resolve) => {
    const socket = connect(store.port, '127.0.0.1', () => {
      socket.write(start);
      socket.write(made.source.subarray(0, 20_000), () => socket.destroy());
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
  expect(codeOf(await client.commit(made.source))).toBeUndefined();
  expect(store.logged.filter((line) => line.includes('"failed"'))).toEqual([]);
});
