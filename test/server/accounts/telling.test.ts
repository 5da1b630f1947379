import { expect, test } from 'vitest';
import { randomBytes } from '../../../src/crypto/index.ts';
import { concat, toJson } from '../../../src/encoding/index.ts';
import type { Access } from '../../../src/wire/index.ts';
import { TICKET_HEADER } from '../../../src/wire/index.ts';
import { ReplayGuard } from '../../../server/accounts/replay.ts';
import type { TestClient } from '../support/client.ts';
import { codeOf } from '../support/client.ts';
import { Person, everyWay, lookupOf } from '../support/person.ts';
import { openStore } from '../support/store.ts';

/** A sign-up under one ticket, to be sent with whatever access. */
async function ticket(client: TestClient, person: Person) {
  const begun = await person.beginSignUp(client, everyWay);
  const commit = await person.device.firstCommit(person.encodedSlots(everyWay));
  const proof = await person.proof(client, begun.nonce, commit.head);
  return async (change: (access: Access) => Partial<Access>) => {
    const access = person.access(everyWay, begun.record);
    const header = {
      account: person.account,
      requestKey: client.publicKey,
      access: { ...access, ...change(access) },
      proof,
    };
    const request = { frames: [toJson(header), commit.source], headers: { [TICKET_HEADER]: begun.ticket } };
    return codeOf(await client.ask('/v1/signup', request));
  };
}

test('one ticket asks for one address: it is spent before anything is looked up', async () => {
  const store = await openStore();
  const holder = await Person.make();
  await holder.signUp(await store.client());
  const asker = await Person.make();
  const send = await ticket(await store.client(), asker);
  const taken = { lookup: lookupOf(holder.email) };
  // What can be judged by itself is judged first, and tells nothing of the address, nor costs the ticket.
  expect(await send(() => ({ ...taken, totp: { seed: 'A'.repeat(27), code: '000000' } }))).toBe(
    'second-factor-refused',
  );
  const asked = await send(() => taken);
  expect(asked).toBe('email-taken');
  // Control: without the address the very same would have made an account.
  expect(await send(() => ({ lookup: lookupOf('nobody@example.org') }))).toBe('signin-refused');
  const other = await Person.make();
  const sendOther = await ticket(await store.client(), other);
  expect(await sendOther(() => ({ lookup: lookupOf('nobody@example.org') }))).toBeUndefined();
});

test('what else is wrong with an access is said before its address is looked up', async () => {
  const store = await openStore();
  const holder = await Person.make();
  await holder.signUp(await store.client());
  const codesOf = async (lookup: string) => {
    const send = await ticket(await store.client(), await Person.make());
    return send((access) => ({ lookup, backupCodes: undefined, totp: undefined, passkeys: access.passkeys }));
  };
  expect(await codesOf(lookupOf(holder.email))).toBe('second-factor-needed');
  expect(await codesOf(lookupOf('nobody@example.org'))).toBe('second-factor-needed');
});

test('whoever has an account asks for addresses only so often', async () => {
  const store = await openStore({ LATCHKEY_ATTEMPTS_PER_HOUR: '8' });
  const [holder, person] = [await Person.make(), await Person.make()];
  await holder.signUp(await store.client());
  const client = await store.client();
  await person.signUp(client);
  const ask = async () => {
    const { source } = await person.device.commit(person.head);
    return codeOf(await client.commit(source, { lookup: lookupOf(holder.email) }));
  };
  const codes: (string | undefined)[] = [];
  for (let asked = 0; asked < 10; asked += 1) codes.push(await ask());
  expect(codes).toEqual([...Array<string>(8).fill('email-taken'), 'too-many-attempts', 'too-many-attempts']);
});

test('nonces that a client chose are told apart by all of their bytes, under a key that nobody knows', () => {
  const guard = new ReplayGuard(300_000, 0);
  const end = randomBytes(8);
  const nonces = Array.from({ length: 200 }, () => concat(randomBytes(8), end));
  expect(nonces.map((nonce) => guard.take(nonce, 1))).toEqual(nonces.map(() => true));
  expect(nonces.map((nonce) => guard.take(nonce, 2))).toEqual(nonces.map(() => false));
});
