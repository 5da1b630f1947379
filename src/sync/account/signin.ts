import type { SignedIn } from '../../wire/index.ts';
import { challengeOf } from './binding.ts';
import type { StoreClient } from '../client/index.ts';
import { RefusedError, StoreAnswerError } from '../client/index.ts';

/** A WebAuthn ceremony at a store, begun. JSON; good for ten minutes and one success. */
export interface CeremonyStart {
  readonly ticket: string;
  /** base64url. For the `get()` or `create()` of the ceremony, which binds store, moment and request key. */
  readonly challenge: string;
}

/** Everything asked from now on is asked as this session. Throws StoreAnswerError for another door key than the one that was bound. */
export async function keep<S extends SignedIn>(client: StoreClient, signedIn: S): Promise<S> {
  const { token, doorKey } = signedIn;
  if (doorKey !== (await client.doorKey())) throw new StoreAnswerError('another door key than the one that was bound');
  client.session = { token, doorKey };
  return signedIn;
}

interface Started {
  readonly ticket: string;
  readonly nonce: string;
}

export async function ceremony(client: StoreClient, { ticket, nonce }: Started): Promise<CeremonyStart> {
  return { ticket, challenge: await challengeOf(client, nonce) };
}

/** Ends the session at the store and here. A session that has ended already is as good. */
export async function signOut(client: StoreClient): Promise<void> {
  try {
    await client.ask('signout', {});
  } catch (error) {
    if (!(error instanceof RefusedError && error.code === 'signed-out')) throw error;
  }
  client.session = undefined;
}
