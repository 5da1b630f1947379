import { expect, test } from 'vitest';
import { newId, randomBytes } from '../../../src/crypto/index.ts';
import { fromId, toBase64url } from '../../../src/encoding/index.ts';
import { endpoints } from '../../../src/wire/index.ts';
import { codeOf, read } from '../support/client.ts';
import { Person } from '../support/person.ts';
import { openStore } from '../support/store.ts';

async function world() {
  const store = await openStore();
  const person = await Person.make();
  const [first, second, third] = [await store.client(), await store.client(), await store.client()];
  await person.signUp(first);
  await person.signInByPasskey(second);
  await person.signInByPhrase(third);
  return { store, person, first, second, third };
}

test('sessions are listed, with the device that commits in each', async () => {
  const { person, first, second, third } = await world();
  await person.commit(second);
  const { sessions } = read(await second.call('/v1/sessions'), endpoints.sessions.answer);
  const byId = new Map(sessions.map((session) => [session.id, session]));
  expect(sessions).toHaveLength(3);
  expect(byId.get(first.session ?? '')).toMatchObject({ how: 'signup', requestKey: first.publicKey });
  expect(byId.get(second.session ?? '')).toMatchObject({
    how: 'passkey',
    requestKey: second.publicKey,
    device: person.device.id,
  });
  expect(byId.get(third.session ?? '')).toMatchObject({ how: 'key', requestKey: third.publicKey });
});

test('a session is named by sealed bytes, and the name can be taken away', async () => {
  const { first, second } = await world();
  const label = toBase64url(randomBytes(60));
  const name = (session: unknown, value: string | null) =>
    first.call('/v1/sessions/label', { json: { session, label: value } });
  read(await name(second.session, label), endpoints.sessionLabel.answer);
  const listed = async () => read(await first.call('/v1/sessions'), endpoints.sessions.answer).sessions;
  expect((await listed()).find(({ id }) => id === second.session)?.label).toBe(label);
  read(await name(second.session, null), endpoints.sessionLabel.answer);
  expect((await listed()).find(({ id }) => id === second.session)).not.toHaveProperty('label');
  expect(codeOf(await name(newId(), label))).toBe('not-found');
  expect(codeOf(await name(second.session, toBase64url(randomBytes(513))))).toBe('malformed');
});

test('one session is ended, then all others, then this one', async () => {
  const { first, second, third, person, store } = await world();
  const alive = async () =>
    Promise.all([first, second, third].map(async (client) => codeOf(await client.call('/v1/sessions')) === undefined));
  const revoke = (json: unknown) => first.call('/v1/sessions/revoke', { json });
  expect(read(await revoke({ session: second.session }), endpoints.sessionRevoke.answer)).toEqual({ revoked: 1 });
  expect(await alive()).toEqual([true, false, true]);
  expect(codeOf(await revoke({ session: second.session }))).toBe('not-found');
  const fourth = await store.client();
  await person.signInByPhrase(fourth);
  expect(read(await revoke({ others: true }), endpoints.sessionRevoke.answer)).toEqual({ revoked: 2 });
  expect(await alive()).toEqual([true, false, false]);
  expect(read(await first.call('/v1/signout', { json: {} }), endpoints.signout.answer)).toEqual({});
  expect(await alive()).toEqual([false, false, false]);
});

test("nobody ends or names another account's session", async () => {
  const { first, store } = await world();
  const stranger = await Person.make();
  const client = await store.client();
  await stranger.signUp(client);
  const { session } = first;
  expect(codeOf(await client.call('/v1/sessions/revoke', { json: { session } }))).toBe('not-found');
  expect(codeOf(await client.call('/v1/sessions/label', { json: { session, label: null } }))).toBe('not-found');
  expect(codeOf(await client.call('/v1/sessions/revoke', { json: { others: true } }))).toBeUndefined();
  expect(codeOf(await first.call('/v1/sessions'))).toBeUndefined();
});

test('the session not used for longest ends when there are a hundred', async () => {
  const { store, person, first } = await world();
  const { sessions } = read(await first.call('/v1/sessions'), endpoints.sessions.answer);
  expect(sessions).toHaveLength(3);
  const account = await store.parts.database.read((db) =>
    db.query.selectFrom('accounts').select('number').executeTakeFirstOrThrow(),
  );
  await store.parts.database.write(async (db) => {
    for (let made = 0; made < 97; made += 1) {
      const times = { created_at: 1, signed_in_at: 1, last_seen_at: made, expires_at: 9_999_999_999_999 };
      const row = {
        id: fromId(newId()),
        account: account.number,
        token: randomBytes(32),
        request_key: randomBytes(32),
      };
      await db.query
        .insertInto('sessions')
        .values({ ...row, how: 'key', ...times })
        .execute();
    }
  });
  const last = await store.client();
  await person.signInByPhrase(last);
  const after = read(await last.call('/v1/sessions'), endpoints.sessions.answer).sessions;
  expect(after).toHaveLength(100);
  expect(after.map(({ lastSeenAt }) => lastSeenAt)).not.toContain(0);
});
