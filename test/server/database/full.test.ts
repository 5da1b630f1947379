import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { codeOf } from '../support/client.ts';
import { testRecord } from '../support/device.ts';
import { Person } from '../support/person.ts';
import { isOnPostgres, ofTheFile } from '../support/database.ts';
import { openStore } from '../support/store.ts';

test.skipIf(isOnPostgres)(
  ofTheFile('a full disk refuses what grows, keeps what is there, and goes on when there is room'),
  async () => {
    const store = await openStore();
    const person = await Person.make();
    const [client, other] = [await store.client(), await store.client()];
    await person.signUp(client);
    await person.signInByPhrase(other);
    await person.commit(client, { put: [testRecord(5_000)] });
    const pages = async (most: number): Promise<void> => {
      await store.parts.database.write(({ query }) => sql.raw(`pragma max_page_count = ${most}`).execute(query));
    };
    await pages(1);
    const head = person.head;
    const large = { put: Array.from({ length: 40 }, () => testRecord(50_000)) };
    const answers = await Promise.all(
      [client, other].map(async (sender) => sender.commit((await person.device.commit(head, large)).source)),
    );
    for (const answer of answers) {
      expect(codeOf(answer)).toBe('store-full');
      expect(answer.status).toBe(507);
    }
    expect((await client.call('/v1/vault')).status).toBe(200);
    expect((await client.ask('/healthz')).status).toBe(200);
    await pages(1_000_000);
    expect((await person.commit(client, large)).status).toBe(200);
    expect(store.logged.filter((line) => line.includes('"failed"'))).toEqual([]);
  },
);

test('a job that fails takes no other of its transaction with it', async () => {
  const { parts } = await openStore();
  const insert = (id: number, fails: boolean) =>
    parts.database.write(async ({ query }) => {
      await query
        .insertInto('tenant_keys')
        .values({ id, sealed: new Uint8Array(1), created_at: 1 })
        .execute();
      if (fails) throw new RangeError('on purpose');
    });
  const done = await Promise.allSettled([insert(10, false), insert(11, true), insert(12, false), insert(10, false)]);
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
  const rows = await parts.database.read(({ query }) =>
    query.selectFrom('tenant_keys').select('id').where('id', '>', 9).execute(),
  );
  expect(rows).toEqual([{ id: 10 }, { id: 12 }]);
});
