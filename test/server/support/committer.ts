import { expect } from 'vitest';
import type { Id } from '../../../src/encoding/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import type { PullHeader } from '../../../src/wire/index.ts';
import { readPullPage } from '../../../src/wire/index.ts';
import { TestClient } from './client.ts';
import { testRecord } from './device.ts';
import { Person } from './person.ts';

/** Somebody who commits as fast as answers come, and remembers what was acknowledged. */
export class Committer {
  readonly person: Person;
  readonly client: TestClient;
  readonly acknowledged = new Set<Id>();
  #pending: { head: Uint8Array<ArrayBuffer>; id: Id } | undefined;

  constructor(person: Person, client: TestClient) {
    this.person = person;
    this.client = client;
  }

  /** Until there is no answer, or one that isn't a yes: the store is gone, or its database. */
  async write(): Promise<void> {
    for (;;) {
      const record = testRecord(1_024);
      const made = await this.person.device.commit(this.person.head, { put: [record] });
      this.#pending = { head: made.head, id: record.id };
      const answer = await this.client.commit(made.source).catch(() => undefined);
      if (!answer || answer.status === 503) return;
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

/** So many people with an account at that origin. */
export function committersAt(origin: string, count: number): Promise<Committer[]> {
  const make = async (): Promise<Committer> => {
    const [person, client] = [await Person.make(), await TestClient.of((request) => fetch(request), origin)];
    await person.signUp(client, { phrase: true });
    return new Committer(person, client);
  };
  return Promise.all(Array.from({ length: count }, make));
}
