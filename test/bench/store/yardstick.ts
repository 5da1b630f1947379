import { createServer } from 'node:http';
import {
  createHmac,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/*
 * The least that a durable commit or deposit takes: HTTP, the checks of a commit as a store does them (a MAC, and a signature in the
 * thread pool) or none, and one row of the body in a transaction that all share who come in one turn.
 * `node yardstick.ts PORT signed|none`. What it lacks is what a store is for: accounts, heads, a log.
 */
const [port, checks] = process.argv.slice(2);
const SIGNED_BYTES = 300;

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const message = Buffer.alloc(SIGNED_BYTES, 7);
const signature = sign(null, message, privateKey);
const macKey = createSecretKey(randomBytes(32));
const macOf = (): Buffer => createHmac('sha256', macKey).update(message).digest();
const mac = macOf();

const folder = mkdtempSync(join(tmpdir(), 'latchkey-yardstick-'));
const database = new DatabaseSync(join(folder, 'rows.sqlite'));
database.exec('pragma journal_mode = wal; pragma synchronous = full; create table rows (body blob)');
const [begin, insert, commit] = ['begin immediate', 'insert into rows values (?)', 'commit'].map((text) =>
  database.prepare(text),
);

interface Waiting {
  readonly body: Buffer;
  done(): void;
}
let waiting: Waiting[] = [];

function write(): void {
  const batch = waiting;
  waiting = [];
  begin?.run();
  for (const { body } of batch) insert?.run(body);
  commit?.run();
  for (const { done } of batch) done();
}

function checked(): Promise<void> {
  return new Promise((resolve, reject) => {
    verify(null, message, publicKey, signature, (error, isRight) =>
      isRight ? resolve() : reject(error ?? new Error()),
    );
  });
}

async function take(body: Buffer): Promise<void> {
  if (checks === 'signed') {
    if (!timingSafeEqual(macOf(), mac)) throw new Error();
    await checked();
  }
  await new Promise<void>((resolve) => {
    if (waiting.push({ body, done: resolve }) === 1) setImmediate(write);
  });
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'GET') response.end('{"ok":true}');
    else void take(Buffer.concat(chunks)).then(() => response.end('{"ok":true}'));
  });
});
server.listen(Number(port), '127.0.0.1');

process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
  database.close();
  rmSync(folder, { recursive: true });
});
