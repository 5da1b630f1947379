import { asBackupCode, asTotpCode } from '../../typed/index.ts';
import type { Stretch } from '../../crypto/index.ts';
import { hmacSha256, kdf, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import type { AnswerOf, SecondFactor, SignedIn } from '../../wire/index.ts';
import { bindingOf, challengeOf } from './binding.ts';
import type { StoreClient } from '../client/index.ts';
import { labelled } from './label.ts';
import { lookupOf } from './lookup.ts';
import { proveBy } from './opaque.ts';
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
  stretch: Stretch,
  { email, password }: Typed,
): Promise<PasswordProof | null> {
  const lookup = toBase64url(lookupOf(email));
  const started = await proveBy(stretch, password, (start) => client.ask('passwordStart', { lookup, start }));
  const { ticket, nonce } = started.answer;
  if (!started.proof) return null;
  const { finish, sessionKey, storeKey } = started.proof;
  const mac = await macOf(client, nonce, sessionKey);
  const asked = { ticket, requestKey: client.publicKey, finish: toBase64url(finish), mac };
  const answer = await client.ask('passwordFinish', asked);
  return { ...answer, challenge: await challengeOf(client, nonce), storeKey: toBase64url(storeKey) };
}

/** Binds OPAQUE's session to X, so that it is worth nothing at another store or under another request key. */
async function macOf(client: StoreClient, nonce: string, sessionKey: Bytes): Promise<string> {
  try {
    const binding = await bindingOf(client, nonce);
    const key = kdf(sessionKey, 'signin');
    const mac = toBase64url(hmacSha256(key, binding));
    wipe(key);
    return mac;
  } finally {
    wipe(sessionKey);
  }
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
