import type { Assertion, SignedIn } from '../../wire/index.ts';
import type { StoreClient } from '../client/index.ts';
import { labelled } from './label.ts';
import type { CeremonyStart } from './signin.ts';
import { ceremony, keep } from './signin.ts';

/** Begins a sign-in by passkey. The same `get()` that answers the challenge evaluates the PRF: one touch for both. */
export async function startPasskey(client: StoreClient): Promise<CeremonyStart> {
  return ceremony(client, await client.ask('signinStart', {}));
}

/**
 * Signs in. `assertion` is the authenticator's answer alone: never the PRF output, which is a key. Throws RefusedError
 * `signin-refused` for a passkey that the store doesn't know, and for a ceremony that came too late.
 */
export async function finishPasskey(
  client: StoreClient,
  { ticket }: CeremonyStart,
  assertion: Assertion,
  label?: string,
): Promise<SignedIn> {
  const { id, clientDataJSON, authenticatorData, signature, userHandle } = assertion;
  const only = {
    id,
    clientDataJSON,
    authenticatorData,
    signature,
    ...(userHandle === undefined ? {} : { userHandle }),
  };
  const requestKey = client.publicKey;
  return keep(client, await client.ask('signinPasskey', { ticket, requestKey, assertion: only, ...labelled(label) }));
}
