import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { signingKeyPair } from '../../../src/crypto/index.ts';
import { fromBase64url, fromHex, toHex } from '../../../src/encoding/index.ts';
import { readPullPage } from '../../../src/wire/index.ts';
import type { TestClient } from '../support/client.ts';
import { codeOf } from '../support/client.ts';
import { testRecord } from '../support/device.ts';
import { Person } from '../support/person.ts';
import { isOnPostgres, ofTheFile } from '../support/database.ts';
import { openStore, temporaryFolder } from '../support/store.ts';
import made from './before/0006-topics.json';

/** A store as an earlier version left it: request keys that sign, records that are made ready only when they are pulled. */
function storeOfBefore(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'root.key'), made.rootKey, { mode: 0o600 });
  const database = new DatabaseSync(join(folder, 'store.sqlite'));
  database.exec(readFileSync(new URL('before/0006-topics.sql', import.meta.url), 'utf8'));
  database.close();
  return folder;
}

/** Who used it. */
async function person(): Promise<Person> {
  const somebody = await Person.make();
  const { account, head } = made;
  const device = Object.assign(somebody.device, { account, id: made.device, signing: fromHex(made.signing) });
  const phrase = await signingKeyPair(fromHex(made.phrase));
  return Object.assign(somebody, { account, phrase, device, head: fromBase64url(head) });
}

/** What a pull tells, as far as records go. */
async function pulled(client: TestClient, query = '') {
  const answer = await client.call(`/v1/pull${query}`);
  expect(codeOf(answer)).toBeUndefined();
  const { header, records, deleted } = readPullPage(answer.bytes);
  const told = records.map(({ id, revision, blob }) => ({ id, revision, blob: toHex(blob) }));
  return { head: header.head, total: header.total, records: told, deleted: deleted.map(({ id }) => id) };
}

const byRevision = <T extends { readonly revision: number }>(records: readonly T[]): T[] =>
  records.toSorted((a, b) => a.revision - b.revision);

test.skipIf(isOnPostgres)(
  ofTheFile('a store of before is brought up to date: everybody signs in anew, and finds everything'),
  async () => {
    const folder = storeOfBefore();
    const store = await openStore({}, folder);
    const owner = await person();
    const client = await store.client();
    expect(codeOf(await owner.signInByPhrase(client))).toBeUndefined();
    const sessions = await store.parts.database.read(({ query }) => query.selectFrom('sessions').selectAll().execute());
    expect(sessions).toHaveLength(1);
    const whole = await pulled(client);
    expect(whole.head).toBe(made.head);
    expect(byRevision(whole.records)).toEqual(byRevision(made.records));
    const since = await pulled(client, `?since=${made.since}`);
    expect(since.records).toEqual(made.records.filter(({ revision }) => revision === 9));
    expect(since.deleted).toEqual(made.deleted);
    // And goes on.
    const [first] = made.records;
    const again = { ...testRecord(500), id: first?.id ?? '', revision: 10 };
    expect((await owner.commit(client, { put: [again], remove: [made.records[1]?.id ?? ''] })).status).toBe(200);
    await store.close();
    const reopened = await openStore({}, folder);
    const after = Object.assign(await reopened.client(), { requestKey: client.requestKey, token: client.token });
    const left = await pulled(after);
    expect(left.total).toBe(made.records.length - 1);
    expect(left.records.find(({ id }) => id === again.id)?.blob).toBe(toHex(again.blob));
  },
);
