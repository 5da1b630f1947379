import { describe, expect, test } from 'vitest';
import { newId } from '../../../src/crypto/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import type { Holding } from '../../../src/sync/index.ts';
import { refusal } from '../../support/refusal.ts';
import type { HeldStore } from '../../sync/support/app.ts';
import { holdStore } from '../../sync/support/app.ts';
import { Addressee, Writer } from '../../sync/support/mailbox.ts';
import { inProcess } from '../../support/in-process.ts';
import { testEnvelope } from '../support/mail.ts';

const DAY = 86_400_000;

/** Bob has keys and a mailbox at a store whose clock the test moves; others write to him. */
async function world() {
  const store = await holdStore();
  const bob = await Addressee.at(await store.newClient());
  await bob.bringKeys(100);
  const writer = new Writer({ fetch: inProcess(store.app) });
  const { id } = bob.device;
  const fetch = (holding: Holding) =>
    writer.client.bundles(holding, 1).then(
      ({ bundles }) => bundles.length,
      (error: unknown) => (error as { code: string }).code,
    );
  const lists = async (holding: Holding) => (await writer.client.lists(holding, 1)).length;
  /** What came of so many deposits one after another. */
  const leave = async (holding: Holding, count = 1) => {
    const came: string[] = [];
    for (let left = 0; left < count; left += 1) {
      const outcome = await writer.leave(holding, id);
      came.push(typeof outcome === 'string' ? outcome : 'taken');
    }
    return came;
  };
  const inAWhile = (uses: number) => bob.invite(uses, store.clock.now() + 300 * DAY);
  return { store, bob, writer, fetch, lists, leave, inAWhile };
}

/** Invitations in the database of the one account that has any, as if they had been given out one after another. */
async function plant(
  { parts }: HeldStore,
  count: number,
  as: { readonly standing: string; readonly uses: number; readonly expires_at: number },
): Promise<void> {
  await parts.database.write(async ({ query }) => {
    const { account } = await query.selectFrom('contact_tokens').select('account').executeTakeFirstOrThrow();
    for (let place = 0; place < count; place += 1) {
      const hash = new Uint8Array(Buffer.from(`token ${place}`));
      const row = { account, hash, kind: 'invitation', asked_at: 0, ...as };
      await query.insertInto('contact_tokens').values(row).execute();
    }
  });
}

describe('an invitation', () => {
  test('is good for its uses: three later fetches and five deposits each, for thirty days', async () => {
    const { store, bob, fetch, leave, inAWhile } = await world();
    const first = await inAWhile(2);
    const second = { ...first, use: newId() };
    expect([await fetch(first), await fetch(second), await fetch({ ...first, use: newId() })]).toEqual([
      1,
      1,
      'token-spent',
    ]);
    for (let later = 0; later < 3; later += 1) expect(await fetch(first)).toBe(1);
    expect(await fetch(first)).toBe('token-spent');
    // The other's are not touched by that.
    expect(await fetch(second)).toBe(1);
    // The sixth is the one envelope a day that any token is good for.
    expect(await leave(first, 7)).toEqual([...Array<string>(6).fill('taken'), 'token-spent']);
    expect(await leave(second, 6)).toEqual([...Array<string>(5).fill('taken'), 'token-spent']);
    const by = (await bob.waiting()).map((letter) => letter.by);
    expect(by).toEqual([...Array<string>(5).fill('invitation'), 'former', ...Array<string>(5).fill('invitation')]);
    store.clock.forward(30 * DAY);
    expect([await fetch(second), await leave(second, 2)]).toEqual(['token-spent', ['taken', 'token-spent']]);
  });

  test('begins no use once its time is over, and lets those begun go on', async () => {
    const { store, bob, fetch, leave } = await world();
    const early = await bob.invite(5, store.clock.now() + DAY);
    expect(await fetch(early)).toBe(1);
    store.clock.forward(DAY);
    expect(await fetch({ ...early, use: newId() })).toBe('token-spent');
    expect([await fetch(early), await leave(early)]).toEqual([1, ['taken']]);
    expect((await bob.waiting()).map(({ by }) => by)).toEqual(['invitation']);
  });

  test('that is revoked ends its uses; it goes on reading lists and asking once a day', async () => {
    const { store, bob, fetch, leave, lists, inAWhile } = await world();
    const holding = await inAWhile(50);
    await fetch(holding);
    await bob.own.revokeToken(holding.token, false);
    expect([await fetch(holding), await lists(holding)]).toEqual(['token-spent', 2]);
    expect(await leave(holding, 2)).toEqual(['taken', 'token-spent']);
    store.clock.forward(DAY);
    expect(await leave(holding, 2)).toEqual(['taken', 'token-spent']);
    expect((await bob.waiting()).map(({ by }) => by)).toEqual(['former', 'former']);
  });

  test('that was abused reads lists and leaves nothing, not even what it had left', async () => {
    const { store, bob, fetch, leave, lists, inAWhile } = await world();
    const holding = await inAWhile(1);
    await fetch(holding);
    await bob.own.revokeToken(holding.token, true);
    store.clock.forward(DAY);
    expect([await fetch(holding), await lists(holding), await leave(holding)]).toEqual([
      'token-spent',
      2,
      ['token-refused'],
    ]);
    expect(await bob.waiting()).toEqual([]);
  });

  test('must end within a year, and 256 may be in force at once', async () => {
    const { store, bob } = await world();
    const end = store.clock.now() + DAY;
    expect(await refusal(bob.invite(1, store.clock.now() + 400 * DAY))).toBe('malformed');
    await bob.invite(1, end);
    await plant(store, 254, { standing: 'current', uses: 1, expires_at: end });
    await bob.invite(1, end);
    expect(await refusal(bob.invite(1, end))).toBe('quota');
    store.clock.forward(DAY);
    await bob.invite(1, end + DAY);
  });
});

describe('a delivery token', () => {
  test('leaves what it wants until another takes its place, and then asks once a day', async () => {
    const { store, bob, fetch, leave, lists } = await world();
    const former = await bob.accept();
    expect([await fetch(former), await leave(former, 8)]).toEqual([1, Array<string>(8).fill('taken')]);
    const current = await bob.accept();
    expect([await fetch(former), await lists(former)]).toEqual(['token-spent', 2]);
    expect(await leave(former, 2)).toEqual(['taken', 'token-spent']);
    store.clock.forward(DAY);
    expect(await leave(former, 2)).toEqual(['taken', 'token-spent']);
    expect([await fetch(current), await leave(current, 2)]).toEqual([1, ['taken', 'taken']]);
    const by = (await bob.waiting()).map((letter) => letter.by);
    expect(by).toEqual([...Array<string>(8).fill('delivery'), 'former', 'former', 'delivery', 'delivery']);
  });

  test('hands out a limited number of one-time keys, and bundles without them after that', async () => {
    const { store, bob, writer } = await world();
    const holding = await bob.accept();
    const once = async () =>
      (await writer.client.bundles(holding, 1)).bundles.length * 1_000 + (await bob.own.preKeys()).once;
    for (let count = 1; count <= 60; count += 1) expect(await once()).toBe(1_100 - count);
    expect(await once()).toBe(1_040);
    store.clock.forward(3_600_000);
    for (let count = 1; count <= 12; count += 1) expect(await once()).toBe(1_040 - count);
    expect(await once()).toBe(1_028);
    // An invitation is limited by itself.
    const invited = await bob.invite(1, store.clock.now() + DAY);
    await writer.client.bundles(invited, 1);
    expect((await bob.own.preKeys()).once).toBe(27);
  });
});

test('a token that is put again changes nothing; what it was before it does not become again', async () => {
  const { bob, fetch, inAWhile } = await world();
  const invitation = await inAWhile(1);
  await fetch(invitation);
  const again = { kind: 'invitation' as const, token: invitation.token, uses: 50, expiresAt: Date.now() };
  await bob.own.putToken(again);
  expect(await fetch({ ...invitation, use: newId() })).toBe('token-spent');
  expect(await refusal(bob.own.putToken({ kind: 'delivery', token: invitation.token }))).toBe('token-taken');
  const first = await bob.accept();
  const second = await bob.accept();
  expect(await refusal(bob.own.putToken({ kind: 'delivery', token: first.token }))).toBe('token-taken');
  await bob.own.putToken({ kind: 'delivery', token: second.token });
  expect([await fetch(first), await fetch(second)]).toEqual(['token-spent', 1]);
});

test('a token is one of its account only, and nobody learns which accounts there are', async () => {
  const { store, bob, writer, leave, lists } = await world();
  const carol = await Addressee.at(await store.newClient());
  const [ofBob, ofCarol] = [await bob.accept(), await carol.accept()];
  const wrong = [
    { ...ofBob, account: carol.person.account },
    { ...ofCarol, account: bob.person.account },
    { ...ofBob, account: newId() },
    { ...ofBob, token: newId() },
  ];
  for (const holding of wrong) {
    expect(await leave(holding)).toEqual(['token-refused']);
    expect(await refusal(writer.client.lists(holding, 1))).toBe('token-refused');
    expect(await refusal(writer.client.bundles(holding, 1))).toBe('token-refused');
  }
  expect(await refusal(carol.own.revokeToken(ofBob.token, true))).toBe('token-refused');
  expect([await leave(ofBob), await lists(ofBob)]).toEqual([['taken'], 2]);
  // The same sixteen bytes in another account are another token.
  await carol.own.putToken({ kind: 'delivery', token: ofBob.token });
  expect(await leave(ofBob)).toEqual(['taken']);
});

test('of more tokens than are remembered the oldest go, but those in force as delivery token', async () => {
  const { store, bob, lists } = await world();
  const kept = await bob.accept();
  const oldest = await bob.invite(1, store.clock.now() + DAY);
  await plant(store, 4_094, { standing: 'former', uses: 0, expires_at: 0 });
  expect(await lists(oldest)).toBe(2);
  const newest = await bob.invite(1, store.clock.now() + DAY);
  await bob.invite(1, store.clock.now() + DAY);
  expect(await refusal(lists(oldest))).toBe('token-refused');
  expect([await lists(kept), await lists(newest)]).toEqual([2, 2]);
});

test('tokens and uses lie in the database as keyed hashes', async () => {
  const { store, fetch, leave, inAWhile } = await world();
  const holding = await inAWhile(1);
  await fetch(holding);
  await leave(holding);
  const rows = await store.parts.database.read(async ({ query }) => [
    ...(await query.selectFrom('contact_tokens').select('hash').execute()),
    ...(await query.selectFrom('token_uses').select('hash').execute()),
  ]);
  expect(rows).toHaveLength(2);
  const texts = rows.map(({ hash }) => toBase64url(hash));
  for (const secret of [holding.token, holding.use]) expect(texts.join()).not.toContain(secret);
});

test('an envelope of a length that none has is refused', async () => {
  const { bob, writer } = await world();
  const holding = await bob.accept();
  const { id } = bob.device;
  const whole = testEnvelope(8);
  for (const wrong of [whole.slice(1), whole.slice(0, 80), testEnvelope(9), new Uint8Array(0)]) {
    expect(await writer.leave(holding, id, wrong)).toMatch(/^(?:malformed|too-large)$/);
  }
  expect(await writer.leave(holding, id, whole)).toBe(whole);
});
