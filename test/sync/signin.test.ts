import { describe, expect, test } from 'vitest';
import type { Stretch } from '../../src/crypto/index.ts';
import { newId, randomBytes, signingKeyPair } from '../../src/crypto/index.ts';
import { fromBase64url, toBase64url } from '../../src/encoding/index.ts';
import type { Fetch, StoreClient } from '../../src/sync/index.ts';
import {
  finishPasskey,
  finishPassword,
  groupedCode,
  provePassword,
  signInByKey,
  signOut,
  startPasskey,
  startSignUp,
  totpCode,
} from '../../src/sync/index.ts';
import { TestAuthenticator } from '../server/support/authenticator.ts';
import { Person } from '../server/support/person.ts';
import type { HeldStore } from './support/app.ts';
import { holdStore } from './support/app.ts';
import { changing } from './support/between.ts';
import { cheapStretch } from './support/parts.ts';
import { signUp, somebody } from './support/person.ts';
import { inProcess } from '../support/in-process.ts';

interface World {
  readonly store: HeldStore;
  readonly person: Person;
  /** Another browser of this person. */
  readonly client: StoreClient;
}

async function world(): Promise<World> {
  const store = await holdStore();
  const person = await somebody(await store.newClient());
  // A code is good once, and one was used for signing up.
  store.clock.forward(60_000);
  return { store, person, client: await store.newClient() };
}

const prove = ({ person, client }: World, typed: Partial<{ email: string; password: string }> = {}) =>
  provePassword(client, cheapStretch, { email: person.email, password: person.password, ...typed });

async function proven(world: World) {
  const proof = await prove(world);
  if (!proof) throw new Error('the right password was refused');
  return proof;
}

const totpNow = ({ person, store }: World): Promise<string> => totpCode(person.seed, store.clock.now());

/** The authenticator answers a challenge, not an X: as a browser does. */
function assertion(authenticator: TestAuthenticator, challenge: string) {
  return authenticator.answer(fromBase64url(challenge));
}

async function isSignedIn(client: StoreClient): Promise<boolean> {
  return (await client.ask('sessions')).sessions.some(({ requestKey }) => requestKey === client.publicKey);
}

describe('a password', () => {
  test('with a code of an authenticator app', async () => {
    const w = await world();
    const proof = await proven(w);
    expect(proof.factors).toEqual(['totp', 'key', 'backup']);
    expect(proof.keys).toEqual([w.person.authenticator.credential]);
    expect(w.client.token).toBeUndefined();
    const kept = JSON.parse(JSON.stringify(proof)) as typeof proof;
    const code = await totpNow(w);
    const signedIn = await finishPassword(w.client, kept, {
      kind: 'totp',
      code: ` ${code.slice(0, 3)} ${code.slice(3)} `,
    });
    expect(signedIn).toMatchObject({ account: w.person.account, token: w.client.token });
    expect(await isSignedIn(w.client)).toBe(true);
  });

  test('with a backup code, once', async () => {
    const w = await world();
    const [code = ''] = w.person.codes;
    const typed = groupedCode(code).toLowerCase();
    await finishPassword(w.client, await proven(w), { kind: 'backup', code: typed });
    expect(await w.client.ask('access')).toMatchObject({ backupCodes: 9 });
    const again = await proven(w);
    const refused = finishPassword(w.client, again, { kind: 'backup', code: typed });
    await expect(refused).rejects.toMatchObject({ code: 'second-factor-refused' });
    // The proof is still good for another try.
    await finishPassword(w.client, again, { kind: 'backup', code: w.person.codes[1] ?? '' });
  });

  test('with a passkey as second factor', async () => {
    const w = await world();
    const proof = await proven(w);
    const answer = assertion(w.person.authenticator, proof.challenge);
    expect(await finishPassword(w.client, proof, { kind: 'key', assertion: answer })).toMatchObject({
      account: w.person.account,
    });
  });

  test('in another Unicode form, and an address in other fingerprint', async () => {
    const store = await holdStore();
    const person = Object.assign(await Person.make(), { password: 'Zw\u00f6lf \u2460 \u00c4pfel' });
    await signUp(await store.newClient(), person);
    const typed = { email: ` ${person.email.toUpperCase()} `, password: 'Zwo\u0308lf 1 A\u0308pfel' };
    expect(await provePassword(await store.newClient(), cheapStretch, typed)).not.toBeNull();
  });

  test('that is wrong, and an address that is unknown, are the same', async () => {
    const w = await world();
    expect(await prove(w, { password: 'wrong' })).toBeNull();
    expect(await prove(w, { email: 'nobody@example.org' })).toBeNull();
    expect(w.client.token).toBeUndefined();
  });

  test('names the key of the store that it was registered with', async () => {
    const w = await world();
    const [proof, again] = [await proven(w), await proven(w)];
    expect(fromBase64url(proof.storeKey)).toHaveLength(32);
    expect(again.storeKey).toBe(proof.storeKey);
  });

  test('codes that cannot be codes are not sent', async () => {
    const w = await world();
    const proof = await proven(w);
    for (const factor of [
      { kind: 'totp', code: '12345' },
      { kind: 'totp', code: 'abcdef' },
      { kind: 'backup', code: 'ABCD-EFGH' },
      { kind: 'backup', code: 'ABCD-EFGH-IJK!' },
    ] as const) {
      await expect(finishPassword(w.client, proof, factor)).rejects.toMatchObject({ code: 'code-shape' });
    }
  });

  test('a wrong code may be followed by a right one; a proof that is too old by none', async () => {
    const w = await world();
    const proof = await proven(w);
    const wrong = finishPassword(w.client, proof, { kind: 'totp', code: '000000' });
    await expect(wrong).rejects.toMatchObject({ code: 'second-factor-refused' });
    w.store.clock.forward(11 * 60_000);
    const late = finishPassword(w.client, proof, { kind: 'totp', code: await totpNow(w) });
    await expect(late).rejects.toMatchObject({ code: 'signin-refused' });
  });

  test('is registered and proven under the stretching of the format, whatever a store says', async () => {
    const store = await holdStore();
    const client = await store.newClient();
    const stretched: unknown[] = [];
    const stretch: Stretch = (password, parameters, length) => {
      stretched.push({ ...parameters, length });
      return cheapStretch(password, parameters, length);
    };
    await startSignUp(client, newId(), { stretch, password: 'p' });
    await provePassword(client, stretch, { email: 'a@example.org', password: 'p' });
    const constant = { salt: new Uint8Array(16), t: 3, m: 65_536, p: 4, length: 64 };
    expect(stretched).toEqual([constant, constant]);
  });
});

describe('a passkey', () => {
  test('signs in with the one ceremony that also opens the vault', async () => {
    const { person, client } = await world();
    const start = await startPasskey(client);
    const answer = { ...assertion(person.authenticator, start.challenge), prf: 'a secret that must not leave' };
    expect(await finishPasskey(client, JSON.parse(JSON.stringify(start)) as typeof start, answer)).toMatchObject({
      account: person.account,
    });
    expect(await isSignedIn(client)).toBe(true);
  });

  test('that nobody enrolled, and an answer to another challenge, are refused', async () => {
    const { person, client } = await world();
    const start = await startPasskey(client);
    const strange = finishPasskey(client, start, assertion(new TestAuthenticator(), start.challenge));
    await expect(strange).rejects.toMatchObject({ code: 'signin-refused' });
    const other = assertion(person.authenticator, toBase64url(randomBytes(32)));
    await expect(finishPasskey(client, start, other)).rejects.toMatchObject({ code: 'signin-refused' });
    expect(client.token).toBeUndefined();
  });
});

describe('a phrase', () => {
  test('signs in by the key of its slot, and leaves the seed to the caller', async () => {
    const { person, client } = await world();
    const seed = person.phrase.privateKey.slice();
    expect(await signInByKey(client, seed)).toMatchObject({ account: person.account });
    expect(seed).toEqual(person.phrase.privateKey);
    expect(await isSignedIn(client)).toBe(true);
  });

  test('that opens nothing here is refused', async () => {
    const { client } = await world();
    const { privateKey } = await signingKeyPair();
    await expect(signInByKey(client, privateKey)).rejects.toMatchObject({ code: 'signin-refused' });
  });
});

describe('a sign-in', () => {
  test('made for this client is worth nothing to another store, or under another request key', async () => {
    const { store, person, client } = await world();
    // A relay: it answers at its own origin, and passes everything on.
    const relay = 'https://relay.example';
    const passOn: Fetch = (url, init) => inProcess(store.app)(url.replace(relay, store.origin), init);
    const honest = await store.newClient({ origin: relay, fetch: passOn });
    await expect(honest.identify()).rejects.toMatchObject({ code: 'wrong-origin', origin: store.origin });
    await expect(signInByKey(honest, person.phrase.privateKey)).rejects.toMatchObject({ code: 'wrong-origin' });
    const relayed = await store.newClient({ origin: relay, fetch: changing(passOn, 'origin', relay) });
    await relayed.identify();
    await expect(signInByKey(relayed, person.phrase.privateKey)).rejects.toMatchObject({ code: 'signin-refused' });
    const start = await startPasskey(relayed);
    const passed = finishPasskey(relayed, start, assertion(person.authenticator, start.challenge));
    await expect(passed).rejects.toMatchObject({ code: 'signin-refused' });
    const typed = { email: person.email, password: person.password };
    await expect(provePassword(relayed, cheapStretch, typed)).rejects.toMatchObject({ code: 'signin-refused' });
    // And a ceremony begun by one browser is none of another's.
    const theirs = await startPasskey(client);
    const thief = finishPasskey(await store.newClient(), theirs, assertion(person.authenticator, theirs.challenge));
    await expect(thief).rejects.toMatchObject({ code: 'signin-refused' });
  });

  test('with the same request key keeps the session and ends the old token', async () => {
    const { store, person, client } = await world();
    const first = await signInByKey(client, person.phrase.privateKey);
    store.clock.forward(6 * 60_000);
    await expect(client.ask('accessChange', {})).rejects.toMatchObject({ code: 'signin-stale' });
    const again = await signInByKey(client, person.phrase.privateKey);
    expect(again.session).toBe(first.session);
    expect(again.token).not.toBe(first.token);
    await client.ask('accessChange', {});
    client.session = first;
    await expect(client.ask('sessions')).rejects.toMatchObject({ code: 'signed-out' });
  });

  test('ends, at the store and here; ending it twice is no harm', async () => {
    const { person, client } = await world();
    const session = await signInByKey(client, person.phrase.privateKey);
    await signOut(client);
    expect(client.token).toBeUndefined();
    await signOut(client);
    client.session = session;
    await expect(client.vault()).rejects.toMatchObject({ code: 'signed-out' });
    await signOut(client);
    expect(client.token).toBeUndefined();
  });

  test('is limited in tries, and says when to come back', async () => {
    const store = await holdStore({ LATCHKEY_ATTEMPTS_PER_HOUR: '4' });
    const client = await store.newClient();
    const typed = { email: 'nobody@example.org', password: 'guess' };
    const tries = async (): Promise<void> => {
      for (let tried = 0; tried < 20; tried += 1) expect(await provePassword(client, cheapStretch, typed)).toBeNull();
    };
    const refused = await tries().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'too-many-attempts' });
    expect((refused as { retryAfter: number }).retryAfter).toBeGreaterThan(0);
  });
});
