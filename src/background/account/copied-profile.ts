import { newRequestKey, signOut } from '../../sync/index.ts';
import { changeDevices } from './change-devices.ts';
import type { AccountParts } from './parts.ts';

/** On disk: a person may sign in once more, after the browser was closed. */
const slot = 'copied-device';

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

/** Whom this browser and its copies bear the name of: taken off the list by the first that is another. */
export async function noteCopied({ local, keeper }: AccountParts): Promise<void> {
  await local.set(slot, await keeper.device());
}

/**
 * Once this browser is another device, and somebody has just signed in here, the one that it was is taken off the list
 * (protocol 6.2, `cloned`): its copies lock, and come back as devices of their own. Never rejects: what fails is tried at the
 * next sign-in.
 */
export async function removeCopied(parts: AccountParts): Promise<void> {
  const { local, session } = parts;
  const copied = await local.get(slot);
  const vault = await session.open();
  if (typeof copied !== 'string' || !vault || vault.device.id === copied) return;
  try {
    const listed = (await vault.devices.list()).some(({ id }) => id === copied);
    if (listed) await receiveFormer(parts);
    if (listed) await changeDevices(parts, { kind: 'removal', devices: [copied], reason: 'cloned' });
    await local.remove(slot);
  } catch {
    // The network, or another browser was quicker: it is looked at again.
  }
}

/** What is on its way to the one that it was is received before that one is gone. What can't be had now holds up no removal. */
async function receiveFormer({ store, emptyMailbox }: AccountParts): Promise<void> {
  await store.round();
  await emptyMailbox().catch(() => undefined);
}

/** This browser's vault goes on as a device of its own, with everything that the store does not have yet. */
export async function becomeAnother({ session }: AccountParts): Promise<void> {
  const vault = await session.vault();
  await vault.replica.renewDevice(vault.device.name);
}
