import { fromBase64url } from '../../encoding/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import type { Handlers } from '../../rpc/index.ts';
import { deleteAccount, RefusedError, signOut } from '../../sync/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import { ConnectedError, NotConnectedError } from '../../vault/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { noteDeed } from '../context/index.ts';
import type { LinkedAccount } from '../link/index.ts';
import { deviceProposal, isMoved, NotLeftError, NotListedThereError, writeLinkedAccount } from '../link/index.ts';
import type { AccountParts } from './parts.ts';

/*
 * Moving an account to another store (protocol 6.1). First the one before is told, as its last version of the device list: from
 * then on nobody writes there, so nothing is lost on the way. Then the new account is made. Wherever it stops in between, the
 * vault is whole here, and the person goes on, goes elsewhere, or stays.
 */

/**
 * Has the store of before take the version that names the next one. Answers the place that is left. Throws ConnectedError for the
 * store that the vault is at, NotConnectedError, what the store throws (`signin-stale`): then it goes on there as before.
 */
export async function leaveFor(parts: AccountParts, vault: OpenVault, origin: string): Promise<LinkedAccount> {
  const place = await parts.store.place();
  if (!place) throw new NotConnectedError();
  if (place.origin === origin) {
    if (!place.from) throw new ConnectedError();
    return place.from;
  }
  // Before it is told: if this browser dies in between, it is the one that makes the new account.
  const leaving: LinkedAccount = { ...place, leaving: true };
  await writeLinkedAccount(parts.local, leaving);
  if (isMoved(vault, place)) await moveOn(parts, vault, place, origin);
  else await parts.store.bring(deviceProposal(vault, { kind: 'move', store: origin }));
  const leftAt = vault.replica.status?.head ?? place.leftAt;
  return leftAt === undefined ? leaving : { ...leaving, leftAt };
}

/** The new store has made no account: the vault is at the one before again, which waits for where it goes. */
export async function backTo({ local, store, tell }: AccountParts, from: LinkedAccount): Promise<void> {
  await writeLinkedAccount(local, from);
  await store.start();
  tell({ type: 'account' });
}

/** Nobody waits for it: a session that stays behind ends by itself, and writes nothing. */
export function endSession({ store }: AccountParts, { origin, session }: LinkedAccount): void {
  if (!session) return;
  const end = async (): Promise<void> => {
    const client = await store.visit(origin);
    client.session = session;
    await signOut(client);
  };
  end().catch(() => undefined);
}

/**
 * Has the account deleted that this vault left behind at a store, so that it may come there again: everything that lies there is here,
 * for nobody wrote there since. Throws NotLeftError, NotListedThereError, and what the store throws.
 */
export async function clearLeft(client: StoreClient, vault: OpenVault): Promise<void> {
  const newest = (await client.deviceLists()).at(-1);
  const left = newest && (await vault.replica.leftAt(client.origin, newest));
  if (!left) throw new NotLeftError();
  if (!left.listed) throw new NotListedThereError();
  const { head } = (await client.pullPage()).header;
  const sign = (message: Bytes): Promise<Bytes> => vault.replica.sign(message);
  await deleteAccount(client, { account: vault.account, head, device: vault.device.id, sign });
}

/** Answers the question of whoever has begun to move, and stays after all. */
export function stayingHandlers(parts: AccountParts): Handlers<'account.stay'> {
  return {
    'account.stay': async () => {
      const { session, store } = parts;
      await session.requireFresh();
      const vault = await session.vault();
      const place = await store.place();
      if (!place) throw new NotConnectedError();
      if (isMoved(vault, place)) await moveOn(parts, vault, place, place.origin);
      await store.start();
      await store.round();
      const { leaving: _, leftAt: __, ...stays } = place;
      await writeLinkedAccount(parts.local, stays);
      await noteDeed(parts, { what: 'connected', about: new URL(place.origin).host });
      return {};
    },
  };
}

/**
 * A store that an account has left takes nothing but another move of it: on to a third one, or back. What is unsent here goes with
 * that.
 */
async function moveOn({ store }: AccountParts, vault: OpenVault, place: LinkedAccount, to: string): Promise<void> {
  const { status } = vault.replica;
  const isSaid = vault.devices.signed.store === to;
  if (isSaid && !(status?.connected && status.unsent > 0)) return;
  const client = await store.client();
  // A sign-up elsewhere was refused: what is here is to go on from what this store has.
  if (!status?.connected) {
    await vault.replica.arrive(place.leftAt === undefined ? undefined : fromBase64url(place.leftAt));
  }
  await store.push(vault, client).catch((error: unknown) => {
    if (!(error instanceof RefusedError && error.code === 'account-moved')) throw error;
  });
  if (isSaid) return;
  await vault.devices.propose({ kind: 'move', store: to, withUnsent: true });
  try {
    await store.push(vault, client);
  } finally {
    await vault.devices.conclude();
  }
}
