import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Id } from '../../../src/encoding/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import type { PullHeader } from '../../../src/wire/index.ts';
import { readPullPage } from '../../../src/wire/index.ts';
import { runs } from '../../support/runs.ts';
import { TestClient } from '../support/client.ts';
import { testRecord } from '../support/device.ts';
import { Person } from '../support/person.ts';
import type { StoreProcess } from '../support/process.ts';
import { startProcess, untilHealthy } from '../support/process.ts';
import { freePort } from '../../support/free-port.ts';
import { temporaryFolder } from '../support/store.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/** Somebody who commits as fast as answers come, and remembers what was acknowledged. */
class Writer {
  readonly person: Person;
  readonly client: TestClient;
  readonly acknowledged = new Set<Id>();
  #pending: { head: Uint8Array<ArrayBuffer>; id: Id } | undefined;

  constructor(person: Person, client: TestClient) {
    this.person = person;
    this.client = client;
  }

  /** Until the store is gone. */
  async write(): Promise<void> {
    for (;;) {
      const record = testRecord(1_024);
      const made = await this.person.device.commit(this.person.head, { put: [record] });
      this.#pending = { head: made.head, id: record.id };
      const answer = await this.client.commit(made.source).catch(() => undefined);
      if (!answer) return;
      expect(answer.status).toBe(200);
      this.#settle();
    }
  }

  #settle(): void {
    if (!this.#pending) return;
    this.person.head = this.#pending.head;
    this.acknowledged.add(this.#pending.id);
    this.#pending = undefined;
  }

  /** Everything acknowledged is there; the commit without an answer may be, whole, or not at all. */
  async check(): Promise<void> {
    const { header, ids } = await this.#pull();
    if (header.head !== toBase64url(this.person.head)) {
      expect(header.head).toBe(toBase64url(this.#pending?.head ?? new Uint8Array(0)));
      this.#settle();
    }
    this.#pending = undefined;
    expect(ids).toEqual(this.acknowledged);
  }

  /** All pages. */
  async #pull(): Promise<{ header: PullHeader; ids: Set<Id> }> {
    const ids = new Set<Id>();
    for (let question = ''; ;) {
      const answer = await this.client.call(`/v1/pull${question}`);
      const { header, records } = readPullPage(answer.bytes);
      for (const { id } of records) ids.add(id);
      if (header.cursor === undefined) return { header, ids };
      const next = `?cursor=${header.cursor}`;
      expect(next).not.toBe(question);
      question = next;
    }
  }
}

test('no acknowledged commit is lost when the store is killed under load', { timeout: runs(600_000) }, async () => {
  const [folder, port] = [temporaryFolder(), await freePort()];
  const origin = `http://localhost:${port}`;
  const environment = {
    LATCHKEY_DATA: folder,
    LATCHKEY_PORT: String(port),
    LATCHKEY_REQUESTS_PER_MINUTE: '1000000',
  };
  let store: StoreProcess = startProcess(environment);
  await untilHealthy(store, origin);
  const send = (request: Request) => fetch(request);
  const writers = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const [person, client] = [await Person.make(), await TestClient.of(send, origin)];
      await person.signUp(client, { phrase: true });
      return new Writer(person, client);
    }),
  );
  for (let round = 0; round < runs(3); round += 1) {
    const load = Promise.all(writers.map((writer) => writer.write()));
    await new Promise((resolve) => setTimeout(resolve, 150 + ((round * 97) % 300)));
    store.kill('SIGKILL');
    await store.ended;
    await load;
    store = startProcess(environment);
    await untilHealthy(store, origin);
    for (const writer of writers) await writer.check();
  }
  expect(writers.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0)).toBeGreaterThan(0);
  store.kill('SIGTERM');
  expect(await store.ended).toBe(0);
  const database = new DatabaseSync(join(folder, 'store.sqlite'));
  expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  expect(database.prepare('pragma foreign_key_check').all()).toEqual([]);
  database.close();
});
