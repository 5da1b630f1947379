import type { Stretch } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, fromBase64url, fromId, toBase64url, toUtf8 } from '../../encoding/index.ts';
import type { Access, HeadAnswer, SignedIn } from '../../wire/index.ts';
import type { StoreClient } from '../client/index.ts';
import { StoreAnswerError } from '../client/index.ts';
import { labelled } from './label.ts';
import type { OpaqueRecord } from './opaque.ts';
import { registerBy } from './opaque.ts';
import { keep } from './signin.ts';

/**
 * An account begun at a store. JSON; good for ten minutes. Kept, with the commit, until the outcome is known: a finish whose
 * answer was lost is sent again with the same, and makes the same account.
 */
export interface SignUpStart {
  readonly account: Id;
  readonly ticket: string;
  readonly nonce: string;
  /** For `Access.password`, if one was given. */
  readonly password?: OpaqueRecord;
}

export interface Registering {
  readonly stretch: Stretch;
  readonly password: string;
}

/**
 * Begins an account under an id that the client made. Throws RefusedError `account-exists`, `signup-closed`. The password
 * is not shown to the store, now or later.
 */
export async function startSignUp(client: StoreClient, account: Id, password?: Registering): Promise<SignUpStart> {
  if (!password) return begun(account, await client.ask('signupStart', { account }));
  const { answer, made } = await registerBy(password.stretch, password.password, async (request) => {
    const { password: response, ...started } = await client.ask('signupStart', { account, password: request });
    if (response === undefined) throw new StoreAnswerError('no answer to a registration');
    return { ...started, response };
  });
  return { ...begun(account, answer), password: made };
}

function begun(account: Id, { ticket, nonce }: { ticket: string; nonce: string }): SignUpStart {
  return { account, ticket, nonce };
}

export interface FirstCommit {
  readonly commit: Bytes;
  /** Hash of its manifest. */
  readonly head: Bytes;
  /** Signs with the first device's signing key. */
  readonly sign: (message: Bytes) => Promise<Bytes>;
  /** Every way to sign in, with its second factor: all of it is enrolled with the commit, or nothing. */
  readonly access: Access;
  readonly label?: string;
}

/**
 * Makes the account with its first commit, and signs in. Throws RefusedError, above all `email-taken`, `credential-taken`,
 * `second-factor-needed`, `second-factor-refused`, `way-needed`, `signin-refused` (too late: begin anew).
 */
export async function finishSignUp(
  client: StoreClient,
  { account, ticket, nonce }: SignUpStart,
  { commit, head, sign, access, label }: FirstCommit,
): Promise<SignedIn & HeadAnswer> {
  const requestKey = client.key.publicKey;
  const origin = toUtf8(client.origin);
  const message = associate('signup', {
    origin,
    nonce: fromBase64url(nonce),
    requestKey,
    doorKey: fromBase64url(await client.doorKey()),
    account: fromId(account),
    head,
  });
  const proof = toBase64url(await sign(message));
  const header = { account, requestKey: client.publicKey, proof, access, ...labelled(label) };
  const answer = await client.signUp(ticket, header, commit);
  if (answer.account !== account || answer.head !== toBase64url(head)) {
    throw new StoreAnswerError('another account than the one that was made');
  }
  return keep(client, answer);
}
