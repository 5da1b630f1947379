import { verify } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { fromBase64url, toBase64url } from '../../src/encoding/index.ts';
import type { Assertion, SignedIn } from '../../src/wire/index.ts';
import type { Asked } from '../http/index.ts';
import { Refusal } from '../http/index.ts';
import type { Db } from '../database/index.ts';
import { attempt, countAttempts } from './attempts.ts';
import { bindingOf } from './binding.ts';
import type { Parts } from './parts.ts';
import { enterSession } from './sessions.ts';
import { issueTicket, readTicket, useTicket } from './tickets.ts';
import { checkAssertion } from './webauthn.ts';

/** A ticket and a nonce for the ways that need nothing else to begin. */
export async function startSignin(parts: Parts, { address }: Asked): Promise<{ ticket: string; nonce: string }> {
  await countAttempts(parts, [attempt(parts, 'address', address)]);
  const { ticket, nonce } = await issueTicket(parts, 'signin', {});
  return { ticket, nonce: toBase64url(nonce) };
}

interface Bound {
  readonly ticket: string;
  readonly requestKey: string;
  readonly label?: string | undefined;
}

/** A passkey alone signs in: its user is verified, and the challenge was X (protocol 5). */
export async function signinByPasskey(
  parts: Parts,
  given: Bound & { readonly assertion: Assertion },
): Promise<SignedIn> {
  const { settings, database } = parts;
  const ticket = await readTicket(parts, 'signin', given.ticket);
  const requestKey = fromBase64url(given.requestKey);
  const credential = fromBase64url(given.assertion.id);
  const row = await database.read((db) =>
    db.query
      .selectFrom('passkeys')
      .innerJoin('accounts', 'accounts.number', 'passkeys.account')
      .select(['passkeys.account', 'accounts.id', 'passkeys.public_key', 'passkeys.counter'])
      .where('credential', '=', credential)
      .executeTakeFirst(),
  );
  if (!row) throw new Refusal('signin-refused');
  const binding = bindingOf(parts, ticket.nonce, requestKey);
  const stored = { credential, publicKey: row.public_key, counter: row.counter };
  const expected = { binding, origins: settings.extensions, userVerified: true };
  const counter = await checkAssertion(given.assertion, stored, expected);
  if (counter === undefined) throw new Refusal('signin-refused');
  const session = { account: row.account, accountId: row.id, requestKey, how: 'passkey' as const, label: given.label };
  return enterSession(parts, session, async (db) => {
    await useTicket(db, ticket);
    await db.query.updateTable('passkeys').set({ counter }).where('credential', '=', credential).execute();
  });
}

interface KeySignature {
  readonly publicKey: string;
  readonly signature: string;
}

/**
 * A slot's signing key (phrase) signs in by a signature over X; the account is found by the public key. That of an escrow does so inside
 * an open recovery past its wait, by the request key that opened it; else it is answered like a key that nobody has.
 */
export async function signinByKey(parts: Parts, given: Bound & KeySignature): Promise<SignedIn> {
  const { database } = parts;
  const ticket = await readTicket(parts, 'signin', given.ticket);
  const [requestKey, publicKey] = [fromBase64url(given.requestKey), fromBase64url(given.publicKey)];
  const binding = bindingOf(parts, ticket.nonce, requestKey);
  const isRight = await verify(publicKey, binding, fromBase64url(given.signature));
  const [row, escrow] = await database.read(async (db) => [
    await accountByKey(db, publicKey),
    await parts.escrow.accountBy(db, publicKey),
  ]);
  const found = row ?? escrow;
  if (!found || !isRight) throw new Refusal('signin-refused');
  const how = row ? ('key' as const) : ('recovery' as const);
  const session = { account: found.account, accountId: found.id, requestKey, how, label: given.label };
  return enterSession(parts, session, async (db) => {
    const isIn = row !== undefined || (await parts.escrow.admit(db, publicKey, requestKey, parts.clock()));
    if (!isIn) throw new Refusal('signin-refused');
    await useTicket(db, ticket);
  });
}

function accountByKey({ query }: Db, publicKey: Bytes) {
  return query
    .selectFrom('sign_keys')
    .innerJoin('accounts', 'accounts.number', 'sign_keys.account')
    .select(['sign_keys.account', 'accounts.id'])
    .where('public_key', '=', publicKey)
    .executeTakeFirst();
}
