import { expect, test } from 'vitest';
import { randomBytes } from '../../../../src/crypto/index.ts';
import type { Bytes } from '../../../../src/encoding/index.ts';
import { anId, describeEngines, makeAccount, openIn } from './engines.ts';
import type { Place } from './engines.ts';

async function world(place: Place) {
  const database = await openIn(place);
  const accountId = anId();
  const { account } = await database.write((db) => makeAccount(db, accountId));
  const leave = (device: Bytes, size: number, day: number) => {
    const letter = {
      id: anId(),
      came_by: 'delivery' as const,
      envelope: randomBytes(size),
    };
    return database.write(({ mail }) => mail.put(account, device, letter, { expiresAt: 9, day })).then(() => letter);
  };
  return { database, account, accountId, leave };
}

describeEngines('what is left for others', (place) => {
  test('a mailbox counts what waits, and what came on the last day', async () => {
    const { database, account, leave } = await world(await place());
    const device = anId();
    const mailbox = () => database.read(({ mail }) => mail.mailbox(account, device));
    expect(await mailbox()).toEqual({
      envelopes: 0,
      bytes: 0,
      day: 0,
      came: 0,
    });
    const first = await leave(device, 100, 5);
    await leave(device, 50, 5);
    expect(await mailbox()).toEqual({
      envelopes: 2,
      bytes: 150,
      day: 5,
      came: 2,
    });
    await leave(device, 7, 6);
    expect(await mailbox()).toEqual({
      envelopes: 3,
      bytes: 157,
      day: 6,
      came: 1,
    });
    const take = (id: Bytes) => database.write(({ mail }) => mail.take(account, device, id));
    await take(first.id);
    await take(first.id);
    await take(anId());
    expect(await mailbox()).toEqual({
      envelopes: 2,
      bytes: 57,
      day: 6,
      came: 1,
    });
    expect(await database.read(({ mail }) => mail.isKnown(account, device, first.id))).toBe(true);
    expect(await database.read(({ mail }) => mail.isKnown(account, anId(), first.id))).toBe(false);
    await expect(
      database.write(({ mail }) => mail.put(account, device, first, { expiresAt: 9, day: 6 })),
    ).rejects.toThrow();
  });

  test('letters come oldest first, so many and so much at a time, one at least', async () => {
    const { database, account, leave } = await world(await place());
    const device = anId();
    const left = [await leave(device, 100, 1), await leave(device, 200, 1), await leave(device, 300, 1)];
    const letters = (most: number, bytes: number) =>
      database.read(({ mail }) => mail.letters(account, device, most, bytes));
    expect(await letters(9, 9_999)).toEqual(left);
    expect(await letters(2, 9_999)).toEqual(left.slice(0, 2));
    expect(await letters(9, 300)).toEqual(left.slice(0, 2));
    expect(await letters(9, 299)).toEqual(left.slice(0, 1));
    expect(await letters(9, 1)).toEqual(left.slice(0, 1));
    expect(await letters(0, 9_999)).toEqual([]);
    await database.write(({ mail }) => mail.take(account, device, left[0]?.id ?? anId()));
    expect(await letters(9, 9_999)).toEqual(left.slice(1));
  });

  test('list versions likewise', async () => {
    const { database, account } = await world(await place());
    const lists = [10, 20, 30].map((size) => randomBytes(size));
    expect(await database.read(({ mail }) => mail.newestList(account))).toBeUndefined();
    await database.write(async ({ query }) => {
      for (const [at, list] of lists.entries())
        await query
          .insertInto('lists')
          .values({ account, version: at + 1, sequence: 1, list })
          .execute();
    });
    const versions = (from: number, bytes: number) => database.read(({ mail }) => mail.versions(account, from, bytes));
    expect(await versions(0, 999)).toEqual(lists);
    expect(await versions(2, 999)).toEqual(lists.slice(1));
    expect(await versions(1, 30)).toEqual(lists.slice(0, 2));
    expect(await versions(3, 1)).toEqual(lists.slice(2));
    expect(await versions(4, 999)).toEqual([]);
    expect(await database.read(({ mail }) => mail.newestList(account))).toEqual({ version: 3, list: lists[2] });
  });

  test('a token is found by account and hash, and its uses are counted', async () => {
    const { database, account, accountId } = await world(await place());
    const [hash, use] = [randomBytes(32), randomBytes(32)];
    const kept = {
      kind: 'invitation' as const,
      standing: 'current' as const,
      uses: 3,
      expires_at: 8,
      asked_at: 0,
    };
    await database.write(({ query }) =>
      query
        .insertInto('contact_tokens')
        .values({ account, hash, ...kept })
        .execute(),
    );
    const found = () => database.read(({ mail }) => mail.token(accountId, hash));
    const row = await found();
    expect(row).toMatchObject({ account, ...kept });
    expect(await database.read(({ mail }) => mail.token(anId(), hash))).toBeUndefined();
    const number = row?.number ?? 0;
    await database.write(async ({ mail }) => {
      await mail.begin(number, use, {
        fetches: 3,
        deposits: 5,
        expires_at: 99,
      });
      await mail.fetched(number, use);
      await mail.deposited(number, use);
      await mail.deposited(number, use);
      await mail.asked(number, 77);
    });
    expect(await database.read(({ mail }) => mail.use(number, use))).toEqual({
      fetches: 2,
      deposits: 3,
      expires_at: 99,
    });
    expect(await database.read(({ mail }) => mail.use(number, hash))).toBeUndefined();
    expect(await found()).toMatchObject({ uses: 2, asked_at: 77 });
  });

  test('a device is listed until it leaves', async () => {
    const { database, account } = await world(await place());
    const device = anId();
    const listed = () => database.read(({ mail }) => mail.isListed(account, device));
    expect(await listed()).toBe(false);
    await database.write(({ query }) =>
      query.insertInto('authors').values({ account, device, signing: anId() }).execute(),
    );
    expect(await listed()).toBe(true);
    const note = { account, device, head: anId(), signature: anId() };
    await database.write(({ query }) => query.insertInto('leaves').values(note).execute());
    expect(await listed()).toBe(false);
  });
});
