import type { Stretch } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, fromBase64url, fromId, toBase64url, toUtf8 } from '../../encoding/index.ts';
import type { StoreClient } from '../client/index.ts';
import type { OpaqueRecord } from './opaque.ts';
import { registerBy } from './opaque.ts';
import type { CeremonyStart } from './signin.ts';
import { ceremony } from './signin.ts';

/**
 * Registers a new password with the store. Nothing changes there until a commit brings the record, its slot and what else
 * a password needs. Throws RefusedError `signin-stale` when the sign-in is older than five minutes.
 */
export async function registerPassword(client: StoreClient, stretch: Stretch, typed: string): Promise<OpaqueRecord> {
  const { made } = await registerBy(stretch, typed, (request) => client.ask('accessPassword', { request }));
  return made;
}

/** Begins the making of a security key, for the second factor alone; its ticket goes into `Access.securityKeys`. */
export async function startSecurityKey(client: StoreClient): Promise<CeremonyStart> {
  return ceremony(client, await client.ask('accessChallenge', {}));
}

export interface Deleting {
  readonly account: Id;
  /** The head that this browser knows, in base64url: an account that moved on is not deleted. */
  readonly head: string;
  readonly device: Id;
  /** Signs with that device's signing key: a stolen session deletes nothing. */
  readonly sign: (message: Bytes) => Promise<Bytes>;
}

/** Has the account erased at the store. Throws RefusedError `signin-stale`, `conflict`, `author-refused`. */
export async function deleteAccount(client: StoreClient, { account, head, device, sign }: Deleting): Promise<void> {
  const message = associate('delete', {
    account: fromId(account),
    head: fromBase64url(head),
    origin: toUtf8(client.origin),
  });
  await client.ask('accountDelete', { head, device, signature: toBase64url(await sign(message)) });
  client.session = undefined;
}
