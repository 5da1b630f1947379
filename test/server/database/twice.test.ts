import { expect, test } from 'vitest';
import { openSqlite } from '../../../server/database/index.ts';
import { writesTwice } from '../support/database.ts';
import { temporaryFolder } from '../support/store.ts';
import { anId, openIn } from './contract/engines.ts';

test('a job that is run twice has written once, and shows what else it did', async () => {
  const database = await openIn({ open: async () => writesTwice(await openSqlite(temporaryFolder())) });
  let runs = 0;
  await database.write(async ({ query }) => {
    runs += 1;
    await query.insertInto('buckets').values({ name: anId(), level: runs, at: 1 }).execute();
  });
  expect(runs).toBe(2);
  expect(await database.read(({ query }) => query.selectFrom('buckets').select('level').execute())).toEqual([
    { level: 2 },
  ]);
  const wrong = database.write(() => Promise.reject(new RangeError('on purpose')));
  await expect(wrong).rejects.toThrow(RangeError);
});
