import type { Handlers } from '../../rpc/index.ts';
import { deleteAccount, RefusedError, signOut } from '../../sync/index.ts';
import { noteDeed } from '../context/index.ts';
import { untie } from './goodbye.ts';
import type { AccountParts } from './parts.ts';
import { NotConnectedError } from '../../vault/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Bytes } from '../../encoding/index.ts';

/** Answers the questions that end something: this browser's session, its tie to the store, the account. */
export function leavingHandlers(
  parts: AccountParts,
): Handlers<'account.signOut' | 'account.signOutEverywhere' | 'account.disconnect' | 'account.delete'> {
  const { session, store } = parts;
  return {
    'account.signOut': async () => {
      await session.vault();
      await signOutHere(parts);
      return {};
    },
    'account.signOutEverywhere': async () => {
      await session.requireFresh();
      await session.vault();
      // The others first: if this browser's own session stays behind, whoever asked can ask again.
      await (await store.client()).ask('sessionRevoke', { others: true });
      await noteDeed(parts, { what: 'sessions-ended' });
      await signOutHere(parts);
      return {};
    },
    'account.disconnect': async () => {
      await session.requireFresh();
      const vault = await session.vault();
      const place = await store.place();
      if (!place) throw new NotConnectedError();
      await untie(parts, vault);
      await store.forget();
      await noteDeed(parts, { what: 'disconnected', about: new URL(place.origin).host });
      return {};
    },
    'account.delete': async () => {
      await session.requireFresh();
      const vault = await session.vault();
      const place = await store.place();
      if (!place) throw new NotConnectedError();
      await erase(parts, vault);
      // A local vault again, with everything that is in it.
      await vault.replica.disconnect();
      await store.forget();
      await noteDeed(parts, { what: 'account-deleted', about: new URL(place.origin).host });
      return {};
    },
  };
}

async function signOutHere({ store }: AccountParts): Promise<void> {
  const client = await store.client();
  // Or the store's own word of it would come as if from elsewhere, and lock.
  store.stop();
  await signOut(client).catch(async (error: unknown) => {
    await store.start();
    throw error;
  });
  await store.signedOut();
}

/** Where another browser wrote meanwhile, what it wrote is fetched first: it would be lost with the account. */
async function erase({ store }: AccountParts, vault: OpenVault): Promise<void> {
  const attempt = async (): Promise<void> => {
    store.stop();
    const head = vault.replica.status?.head;
    if (head === undefined) throw new NotConnectedError();
    const sign = (message: Bytes) => vault.replica.sign(message);
    await deleteAccount(await store.client(), { account: vault.account, head, device: vault.device.id, sign });
  };
  try {
    await store.round();
    await attempt().catch(async (error: unknown) => {
      if (!(error instanceof RefusedError && error.code === 'conflict')) throw error;
      await store.round();
      await attempt();
    });
  } catch (error) {
    await store.start();
    throw error;
  }
}
