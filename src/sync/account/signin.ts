import type { SignedIn } from '../../wire/index.ts';
import { challengeOf } from './binding.ts';
import type { StoreClient } from '../client/index.ts';
import { RefusedError } from '../client/index.ts';

/** A WebAuthn ceremony at a store, begun. JSON; good for ten minutes and one success. */
export interface CeremonyStart {
  readonly ticket: string;
  /** base64url. For the `get()` or `create()` of the ceremony, which binds store, moment and request key. */
  readonly challenge: string;
}

/** Everything asked from now on is asked as this session. */
export function keep<S extends SignedIn>(client: StoreClient, signedIn: S): S {
  client.token = signedIn.token;
  return signedIn;
}

export function ceremony(client: StoreClient, { ticket, nonce }: { ticket: string; nonce: string }): CeremonyStart {
  return { ticket, challenge: challengeOf(client, nonce) };
}

/** Ends the session at the store and here. A session that has ended already is as good. */
export async function signOut(client: StoreClient): Promise<void> {
  try {
    await client.ask('signout', {});
  } catch (error) {
    if (!(error instanceof RefusedError && error.code === 'signed-out')) throw error;
  }
  client.token = undefined;
}
