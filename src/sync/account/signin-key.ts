import { sign, signingKeyPair, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import type { SignedIn } from '../../wire/index.ts';
import { bindingOf } from './binding.ts';
import type { StoreClient } from '../client/index.ts';
import { labelled } from './label.ts';
import { keep } from './signin.ts';

/**
 * Signs in by a slot's signing key (a phrase's): `seed` is KDF(s, "slot/sign"), 32 bytes, and stays the caller's to wipe.
 * The store finds the account by the public half. Throws RefusedError `signin-refused` where it knows none.
 */
export async function signInByKey(client: StoreClient, seed: Bytes, label?: string): Promise<SignedIn> {
  const { ticket, nonce } = await client.ask('signinStart', {});
  const { publicKey, privateKey } = await signingKeyPair(seed);
  const signature = toBase64url(await sign(privateKey, await bindingOf(client, nonce)));
  wipe(privateKey);
  const asked = { ticket, requestKey: client.publicKey, publicKey: toBase64url(publicKey), signature };
  return keep(client, await client.ask('signinKey', { ...asked, ...labelled(label) }));
}
