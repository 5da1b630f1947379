import { expect, test } from 'vitest';
import type { Database, Db } from '../../../../server/database/index.ts';
import { anId, describeEngines, makeAccount, openIn } from './engines.ts';

const keyIds = (database: Database) =>
  database.read(async ({ query }) =>
    (await query.selectFrom('tenant_keys').select('id').orderBy('id').execute()).map(({ id }) => id),
  );

const addKey =
  (id: number, fails = false) =>
  async ({ query }: Db): Promise<void> => {
    await query
      .insertInto('tenant_keys')
      .values({ id, sealed: new Uint8Array(1), created_at: 1 })
      .execute();
    if (fails) throw new RangeError('on purpose');
  };

/** Lets other jobs have their turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describeEngines('a transaction', (place) => {
  test('that throws leaves nothing, and rejects with what was thrown', async () => {
    const database = await openIn(await place());
    await expect(database.write(addKey(1, true))).rejects.toThrow(RangeError);
    expect(await keyIds(database)).toEqual([]);
    // Control: the same without.
    await database.write(addKey(1));
    expect(await keyIds(database)).toEqual([1]);
  });

  test('that fails takes no other with it that arrived together with it, and none sees what it had written', async () => {
    const database = await openIn(await place());
    const count = async (db: Db) => (await db.query.selectFrom('tenant_keys').selectAll().execute()).length;
    const done = await Promise.allSettled([
      database.write(addKey(1)),
      database.write(addKey(2, true)),
      database.write(count),
      database.write(addKey(1)),
      database.write(addKey(3)),
    ]);
    const told = done.map((one) => (one.status === 'fulfilled' ? (one.value ?? 'done') : 'rejected'));
    expect(told).toEqual(['done', 'rejected', 1, 'rejected', 'done']);
    expect(await keyIds(database)).toEqual([1, 3]);
  });

  test('is run in the order in which it was given, also of those that must be alone', async () => {
    const database = await openIn(await place());
    const seen: number[] = [];
    const jobs = Array.from({ length: 12 }, (_, at) =>
      database.write(
        async (db) => {
          await addKey(at + 1)(db);
          if (at % 5 === 0) await turn();
          seen.push(at);
        },
        { alone: at % 5 === 0 },
      ),
    );
    await Promise.all(jobs);
    expect(seen).toEqual(Array.from({ length: 12 }, (_, at) => at));
  });

  test('is nothing to a reader before it is acknowledged, and everything from then on', async () => {
    const database = await openIn(await place());
    let during: number[] = [];
    await database.write(
      async (db) => {
        await addKey(1)(db);
        during = await keyIds(database);
      },
      { alone: true },
    );
    expect(during).toEqual([]);
    for (let id = 2; id < 30; id += 1) {
      await database.write(addKey(id));
      expect((await keyIds(database)).at(-1)).toBe(id);
    }
  });

  test('holds after the database was closed; what was begun is finished, and nothing taken any more', async () => {
    const here = await place();
    const first = await here.open();
    const [begun, other] = [first.write(addKey(1)), first.write(addKey(2))];
    const closed = first.close();
    await expect(first.write(addKey(3))).rejects.toMatchObject({
      code: 'unavailable',
    });
    await Promise.all([begun, other, closed]);
    expect(await keyIds(await openIn(here))).toEqual([1, 2]);
  });

  test('waits a moment for one that was announced, and no longer than that', async () => {
    const database = await openIn(await place());
    const arrived = database.expect();
    // Nobody comes: it must not wait for ever.
    await database.write(addKey(1));
    arrived();
    arrived();
    await database.write(addKey(2));
    expect(await keyIds(database)).toEqual([1, 2]);
  });
});

describeEngines('a still read', (place) => {
  test('sees one moment, while others are written and acknowledged', async () => {
    const database = await openIn(await place());
    await database.write(addKey(1));
    const count = async ({ query }: Db) => (await query.selectFrom('tenant_keys').selectAll().execute()).length;
    const both = async (db: Db) => {
      const before = await count(db);
      await database.write(addKey(10 + before));
      return [before, await count(db)];
    };
    expect(await database.read(both, { still: true })).toEqual([1, 1]);
    // Control: each question for itself sees what was acknowledged meanwhile.
    expect(await database.read(both)).toEqual([2, 3]);
  });

  test('begins with what was acknowledged before it was asked for, whoever else reads', async () => {
    const database = await openIn(await place());
    const last = ({ query }: Db) =>
      query.selectFrom('tenant_keys').select('id').orderBy('id', 'desc').executeTakeFirst();
    const readers: Promise<unknown>[] = [];
    for (let id = 1; id < 30; id += 1) {
      readers.push(database.read(last, { still: true }));
      await database.write(addKey(id));
      expect(await database.read(last, { still: true })).toEqual({ id });
    }
    await Promise.all(readers);
  });

  test('that throws rejects with it, and holds up no other', async () => {
    const database = await openIn(await place());
    const wrong = database.read(() => Promise.reject(new RangeError('on purpose')), { still: true });
    const right = database.read(({ hot }) => hot.vault(1), { still: true });
    await expect(wrong).rejects.toThrow(RangeError);
    expect(await right).toBeUndefined();
  });
});

describeEngines('rows of an account', (place) => {
  test('go with it, and only with it', async () => {
    const database = await openIn(await place());
    const [gone, stays] = await database.write(async (db) => [await makeAccount(db), await makeAccount(db)]);
    const frame = new Uint8Array(30);
    for (const { account } of [gone, stays]) {
      await database.write(({ records }) => records.put(account, 1, [{ id: anId(), revision: 1, frame }]));
    }
    await database.write(({ query }) => query.deleteFrom('accounts').where('number', '=', gone.account).execute(), {
      alone: true,
      forgets: true,
    });
    const left = await database.read(async ({ hot }) =>
      Promise.all(
        [gone, stays].map(async ({ account, token }) => [await hot.vault(account), await hot.session(token)]),
      ),
    );
    expect(left.map(([vault, session]) => [vault !== undefined, session !== undefined])).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(await database.read(({ hot }) => hot.liveCount(gone.account, 9))).toBe(0);
    expect(await database.read(({ hot }) => hot.liveCount(stays.account, 9))).toBe(1);
  });

  test('refuse what belongs to nobody', async () => {
    const database = await openIn(await place());
    const states = ({ query }: Db) => query.insertInto('states').values({ account: 7, keyring: anId() }).execute();
    await expect(database.write(states)).rejects.toThrow();
  });

  test('are numbered anew each, also after the last one went', async () => {
    const database = await openIn(await place());
    const one = await database.write((db) => makeAccount(db));
    await database.write(({ query }) => query.deleteFrom('accounts').where('number', '=', one.account).execute());
    const other = await database.write((db) => makeAccount(db));
    expect(other.account).toBeGreaterThan(one.account);
    expect(other.session).toBeGreaterThan(one.session);
  });
});
