import { expect, test } from 'vitest';
import { randomBytes } from '../../../../src/crypto/index.ts';
import { anId, describeEngines, makeAccount, openIn } from './engines.ts';
import type { Place } from './engines.ts';

async function world(place: Place) {
  const database = await openIn(place);
  return { database, ...(await database.write((db) => makeAccount(db))) };
}

const commitRow = (sequence: number) => ({
  sequence,
  head: randomBytes(32),
  parent: randomBytes(32),
  author: anId(),
  signature: randomBytes(64),
  manifest: randomBytes(100 + sequence),
});

describeEngines('what runs at every request', (place) => {
  test('a session is found by its token, with numbers as numbers, and stands until its device was removed', async () => {
    const { database, account, session, token } = await world(await place());
    const row = await database.read(({ hot }) => hot.session(token));
    expect(row).toMatchObject({
      number: session,
      account,
      how: 'password',
      device: null,
      removed: 0,
      label: null,
    });
    expect(row).toMatchObject({
      signed_in_at: 2,
      last_seen_at: 3,
      expires_at: 1_900_000_000_000,
    });
    expect(row?.account_id).toBeInstanceOf(Uint8Array);
    expect(await database.read(({ hot }) => hot.session(anId()))).toBeUndefined();
    const standing = () => database.read(({ hot }) => hot.isStanding(session));
    expect(await standing()).toBe(true);
    await database.write(({ query }) => query.updateTable('sessions').set({ removed: 1 }).execute());
    expect(await standing()).toBe(false);
    expect(await database.read(({ hot }) => hot.isStanding(session + 1))).toBe(false);
  });

  test('a nonce is taken once; one that came in a transaction which failed was not', async () => {
    const { database, session } = await world(await place());
    const nonce = anId();
    const failed = database.write(async ({ hot }) => {
      await hot.claim(5, session, nonce);
      throw new RangeError('on purpose');
    });
    await expect(failed).rejects.toThrow('on purpose');
    const claim = (time: number) => database.write(({ hot }) => hot.claim(time, session, nonce));
    expect([await claim(5), await claim(5), await claim(6)]).toEqual([true, false, true]);
    // Taken twice, it spoils nothing of the transaction in which it was.
    const twice = await database.write(async ({ hot }) => [
      await hot.claim(7, session, nonce),
      await hot.claim(7, session, nonce),
      await hot.claim(8, session, nonce),
    ]);
    expect(twice).toEqual([true, false, true]);
  });

  test('the log is read in order, as much of it as is asked for', async () => {
    const { database, account } = await world(await place());
    const rows = [1, 2, 3, 4, 5].map(commitRow);
    await database.write(async ({ hot }) => {
      for (const row of rows) await hot.append(account, row);
    });
    const since = (...range: [number, number, number]) =>
      database.read(async ({ hot }) => (await hot.commitsSince(account, ...range)).map(({ sequence }) => sequence));
    expect(await since(0, 9, 9)).toEqual([1, 2, 3, 4, 5]);
    expect(await since(1, 4, 9)).toEqual([2, 3, 4]);
    expect(await since(1, 4, 2)).toEqual([2, 3]);
    expect(await since(5, 9, 9)).toEqual([]);
    const [, second] = rows;
    expect(await database.read(({ hot }) => hot.commit(account, second?.head ?? anId()))).toEqual(second);
    expect(await database.read(({ hot }) => hot.commit(account + 1, second?.head ?? anId()))).toBeUndefined();
    await expect(database.write(({ hot }) => hot.append(account, commitRow(3)))).rejects.toThrow();
  });

  test('a vault moves on, and holds sums beyond 32 bits', async () => {
    const { database, account } = await world(await place());
    const next = {
      head: randomBytes(32),
      sequence: 1,
      records: 2,
      bytes: 2 ** 41 + 1,
      state_sequence: 1,
      moved: 1,
    };
    await database.write(({ hot }) => hot.advance(account, next));
    expect(await database.read(({ hot }) => hot.vault(account))).toEqual(next);
    expect(await database.read(({ hot }) => hot.vault(account + 1))).toBeUndefined();
  });

  test('keyring, slots, lists, devices and those that left', async () => {
    const { database, account } = await world(await place());
    const [device, keyring, head] = [anId(), randomBytes(70), randomBytes(32)];
    const lists = [randomBytes(20), randomBytes(30)];
    expect(await database.read(({ hot }) => hot.stateBytes(account))).toEqual({
      keyring: 0,
      slots: 0,
    });
    await database.write(async ({ query }) => {
      await query.insertInto('states').values({ account, keyring }).execute();
      for (const place of [1, 0])
        await query
          .insertInto('slots')
          .values({
            account,
            place,
            slot: Uint8Array.of(place),
            sealed: randomBytes(10),
          })
          .execute();
      for (const [at, list] of lists.entries())
        await query
          .insertInto('lists')
          .values({ account, version: at + 1, sequence: at + 4, list })
          .execute();
      await query.insertInto('authors').values({ account, device, signing: head }).execute();
    });
    await database.read(async ({ hot }) => {
      expect(await hot.stateBytes(account)).toEqual({ keyring: 70, slots: 20 });
      expect(await hot.keyring(account)).toEqual(keyring);
      expect((await hot.slots(account)).map(({ slot }) => slot[0])).toEqual([0, 1]);
      expect(await hot.lists(account, 0, 9)).toEqual(lists);
      expect(await hot.lists(account, 4, 9)).toEqual(lists.slice(1));
      expect(await hot.author(account, device)).toEqual(head);
      expect(await hot.author(account, anId())).toBeUndefined();
      expect(await hot.hasLeft(account, device)).toBe(false);
    });
    await database.write(({ query }) =>
      query.insertInto('leaves').values({ account, device, head, signature: head }).execute(),
    );
    expect(await database.read(({ hot }) => hot.hasLeft(account, device))).toBe(true);
  });
});
