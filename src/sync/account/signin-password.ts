import { asBackupCode, asTotpCode } from '../../typed/index.ts';
import { hmacSha256, kdf, wipe } from '../../crypto/index.ts';
import { fromBase64url, toBase64url } from '../../encoding/index.ts';
import type { AnswerOf, SecondFactor, SignedIn } from '../../wire/index.ts';
import { bindingOf, challengeOf } from './binding.ts';
import type { StoreClient } from '../client/index.ts';
import { labelled } from './label.ts';
import { lookupOf } from './lookup.ts';
import type { Opaque } from './opaque.ts';
import { finishing, preparedPassword } from './opaque.ts';
import { keep } from './signin.ts';

/** A password proven; a second factor is still to come. JSON; good for ten minutes. */
export interface PasswordProof {
  readonly ticket: string;
  readonly factors: AnswerOf<'passwordFinish'>['factors'];
  /** Credentials of security keys and passkeys that count as second factor. */
  readonly keys: readonly string[];
  /** base64url. For the `get()` of a key. */
  readonly challenge: string;
  /** The store's public key: compare it with the one pinned in the vault once that is open. */
  readonly storeKey: string;
}

export interface Typed {
  readonly email: string;
  readonly password: string;
}

/**
 * Proves a password to the store without showing it, and the store's right to ask to us (OPAQUE, protocol 5). Null: wrong
 * password or unknown address; the store makes the two look alike, and so must whoever says it.
 */
export async function provePassword(
  client: StoreClient,
  opaque: Opaque,
  { email, password: typed }: Typed,
): Promise<PasswordProof | null> {
  const password = preparedPassword(typed);
  const { state, request } = await opaque.startLogin(password);
  const started = await client.ask('passwordStart', { lookup: toBase64url(lookupOf(email)), start: request });
  const { ticket, nonce, response } = started;
  const proof = await finishing((input) => opaque.finishLogin(input), { password, state, response });
  if (!proof) return null;
  const asked = {
    ticket,
    requestKey: client.publicKey,
    finish: proof.finish,
    mac: await macOf(client, nonce, proof.sessionKey),
  };
  const answer = await client.ask('passwordFinish', asked);
  return { ...answer, challenge: await challengeOf(client, nonce), storeKey: proof.storeKey };
}

/** Binds OPAQUE's session to X, so that it is worth nothing at another store or under another request key. */
async function macOf(client: StoreClient, nonce: string, sessionKey: string): Promise<string> {
  const secret = fromBase64url(sessionKey);
  const key = kdf(secret, 'signin');
  const mac = toBase64url(hmacSha256(key, await bindingOf(client, nonce)));
  wipe(secret, key);
  return mac;
}

/**
 * The second factor, codes as they were typed: signs in. Throws CodeError, without asking, for what can't be a code;
 * RefusedError `second-factor-refused` for a wrong one, after which the same proof may be tried with another;
 * `signin-refused` when the proof is too old or used up.
 */
export async function finishPassword(
  client: StoreClient,
  { ticket }: Pick<PasswordProof, 'ticket'>,
  factor: SecondFactor,
  label?: string,
): Promise<SignedIn> {
  return keep(client, await client.ask('signinSecond', { ticket, factor: cleaned(factor), ...labelled(label) }));
}

function cleaned(factor: SecondFactor): SecondFactor {
  switch (factor.kind) {
    case 'totp':
      return { kind: 'totp', code: asTotpCode(factor.code) };
    case 'backup':
      return { kind: 'backup', code: asBackupCode(factor.code) };
    case 'key':
      return factor;
  }
}
