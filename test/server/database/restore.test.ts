import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openSqlite } from '../../../server/database/index.ts';
import type { Id } from '../../../src/encoding/index.ts';
import { readPullPage } from '../../../src/wire/index.ts';
import { freePort } from '../../support/free-port.ts';
import { runs } from '../../support/runs.ts';
import { TestClient } from '../support/client.ts';
import { testRecord } from '../support/device.ts';
import { Person } from '../support/person.ts';
import type { StoreProcess } from '../support/process.ts';
import { startProcess, untilHealthy } from '../support/process.ts';
import { isOnPostgres, ofTheFile } from '../support/database.ts';
import { openStore, temporaryFolder } from '../support/store.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/** Each takes ten seconds and more: as many as the proof promises. */
const ROUNDS = Math.min(runs(2), 20);

const settled = { timeout: runs(300_000) };

async function world() {
  const [folder, port] = [temporaryFolder(), await freePort()];
  const environment = {
    LATCHKEY_DATA: folder,
    LATCHKEY_PORT: String(port),
    LATCHKEY_REQUESTS_PER_MINUTE: '1000000',
    LATCHKEY_ACCOUNT_BYTES: '100000000000',
  };
  const origin = `http://localhost:${port}`;
  const start = async (): Promise<StoreProcess> => {
    const store = startProcess(environment);
    await untilHealthy(store, origin);
    return store;
  };
  const ask = async (...asked: string[]) => {
    const asking = startProcess(environment, asked);
    return { code: await asking.ended, said: asking.errors() + asking.output() };
  };
  return { folder, origin, start, ask };
}

/** Writes until the store is gone; knows in which order what was acknowledged. */
async function writeOn(person: Person, client: TestClient, written: Id[]): Promise<void> {
  for (;;) {
    const record = testRecord(200_000);
    const answer = await person.commit(client, { put: [record] }).catch(() => undefined);
    if (!answer) return;
    expect(answer.status).toBe(200);
    written.push(record.id);
  }
}

async function idsAt(client: TestClient): Promise<Id[]> {
  const ids: Id[] = [];
  for (let question = ''; ;) {
    const { header, records } = readPullPage((await client.call(`/v1/pull${question}`)).bytes);
    ids.push(...records.map(({ id }) => id));
    if (header.cursor === undefined) return ids;
    question = `?cursor=${header.cursor}`;
  }
}

test('a backup under load, a kill and a restore bring back the state of the backup, every time', settled, async () => {
  const { folder, origin, start, ask } = await world();
  let store = await start();
  const person = await Person.make();
  const client = await TestClient.of((request) => fetch(request), origin);
  await person.signUp(client, { phrase: true });
  const written: Id[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const copy = join(folder, `copy-${round}.sqlite`);
    const before = written.length;
    const load = writeOn(person, client, written);
    // More than a log's length: the file itself was written meanwhile.
    while (written.length < before + 100) await delay(10);
    expect(await ask('backup', copy)).toMatchObject({ code: 0 });
    const least = written.length;
    while (written.length < least + 20) await delay(10);
    expect((await ask('restore', copy)).said).toContain('stop it first');
    store.kill('SIGKILL');
    await store.ended;
    await load;
    expect(await ask('restore', copy)).toMatchObject({ code: 0 });
    store = await start();
    const found = await idsAt(client);
    expect(found.length).toBeGreaterThanOrEqual(before + 100);
    expect(found.length).toBeLessThan(written.length);
    expect(new Set(found)).toEqual(new Set(written.slice(0, found.length)));
    written.length = found.length;
    person.head = await headAt(client);
  }
  store.kill('SIGTERM');
  expect(await store.ended).toBe(0);
  const database = new DatabaseSync(join(folder, 'store.sqlite'));
  expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();
});

async function headAt(client: TestClient): Promise<Uint8Array<ArrayBuffer>> {
  const { header } = readPullPage((await client.call('/v1/pull')).bytes);
  return new Uint8Array(Buffer.from(header.head, 'base64url'));
}

test(
  'a copy that is put beside the log of another state is refused with a sentence, and restored as told',
  settled,
  async () => {
    const { folder, origin, start, ask } = await world();
    const file = join(folder, 'store.sqlite');
    const store = await start();
    const person = await Person.make();
    const client = await TestClient.of((request) => fetch(request), origin);
    await person.signUp(client, { phrase: true });
    const copy = join(temporaryFolder(), 'copy.sqlite');
    await ask('backup', copy);
    await person.commit(client, { put: [testRecord()] });
    store.kill('SIGKILL');
    await store.ended;
    // Control: without a copy in its place, the file and its log are one state.
    const again = await start();
    expect(await idsAt(client)).toHaveLength(1);
    await person.commit(client, { put: [testRecord()] });
    again.kill('SIGKILL');
    await again.ended;
    copyFileSync(copy, file);
    const refused = await ask();
    expect(refused.code).toBe(78);
    expect(refused.said).toMatch(/was put beside a -wal file .* npm run store -- restore/);
    expect((await ask('restore', copy)).said).toMatch(/What was there before is in .*before-restore-/);
    const restored = await start();
    expect(await idsAt(client)).toHaveLength(0);
    restored.kill('SIGTERM');
    await restored.ended;
    const kept = readdirSync(folder).filter((name) => name.startsWith('before-restore-'));
    expect(kept).toHaveLength(1);
    expect(existsSync(join(folder, kept[0] ?? '', 'store.sqlite-wal'))).toBe(true);
  },
);

test('neither takes what is no backup, nor writes over what is there', settled, async () => {
  const { folder, ask } = await world();
  const nonsense = join(folder, 'nonsense');
  writeFileSync(nonsense, 'no database '.repeat(1_000));
  expect((await ask('backup', nonsense)).said).toContain('there is no database in');
  await (await openSqlite(folder)).close();
  expect((await ask('backup', nonsense)).said).toContain('is there already');
  expect((await ask('restore', nonsense)).said).toContain('is no database of a store');
  expect((await ask('restore', join(folder, 'nothing'))).said).toContain('there is no file');
  expect((await ask('restore')).said).toContain('backup FILE, or: restore FILE');
  // Control: a real one is made and taken.
  const copy = join(folder, 'copy.sqlite');
  expect(await ask('backup', copy)).toMatchObject({ code: 0 });
  expect(await ask('restore', copy)).toMatchObject({ code: 0 });
});

test('two stores never share a folder', async () => {
  const folder = temporaryFolder();
  const one = await openSqlite(folder);
  await expect(openSqlite(folder)).rejects.toThrow('stop it first');
  await one.close();
  await (await openSqlite(folder)).close();
});

test.skipIf(isOnPostgres)(
  ofTheFile('a damaged database is told by health and log, and nothing is written into it'),
  async () => {
    const store = await openStore();
    const person = await Person.make();
    const client = await store.client();
    await person.signUp(client);
    expect((await client.ask('/healthz')).status).toBe(200);
    // As the driver says it of a page that is none (sqlite.org/rescode.html#corrupt).
    const damaged = Object.assign(new Error('database disk image is malformed'), { errcode: 11 });
    const reading = store.parts.database.read(() => Promise.reject(damaged));
    await expect(reading).rejects.toThrow('the database is damaged');
    expect((await client.ask('/healthz')).status).toBe(503);
    expect((await person.commit(client)).status).toBe(503);
    expect(store.logged.some((line) => line.includes('database-damaged') && line.includes('"error"'))).toBe(true);
  },
);
