import { newRequestKey, signOut } from '../../sync/index.ts';
import type { AccountParts } from './parts.ts';

/** Ends the session that every copy of this profile holds, and takes a request key that only this one has (protocol 3). */
export async function leaveCopies({ store }: AccountParts): Promise<void> {
  if ((await store.place())?.session) {
    const client = await store.client();
    // Or the store's own word of it would come as if from elsewhere, and lock.
    store.stop();
    // Best effort: a session that stays behind is the copies', not ours.
    await signOut(client).catch(() => undefined);
    await store.signedOut();
  }
  await newRequestKey(store.web.shelf);
}

/** This browser's vault goes on as a device of its own, with everything that the store does not have yet. */
export async function becomeAnother({ session }: AccountParts): Promise<void> {
  const vault = await session.vault();
  await vault.replica.renewDevice(vault.device.name);
}
