import type { Handlers, StoreState, StoreStatus } from '../../rpc/index.ts';
import { noteDeed } from '../context/index.ts';
import type { AccountParts } from './parts.ts';
import { pullAll } from '../../sync/index.ts';
import { readAddress } from '../link/index.ts';
import { NotConnectedError } from '../../vault/index.ts';
import type { OpenVault } from '../../vault/index.ts';

/** Answers how the vault stands to its store, has both made the same now, or goes on from where a restored store stands. */
export function statusHandlers(parts: AccountParts): Handlers<'account.status' | 'account.sync' | 'account.resume'> {
  return {
    'account.status': () => statusOf(parts),
    'account.sync': async () => {
      if (!(await parts.store.place())) throw new NotConnectedError();
      await parts.store.round();
      return {};
    },
    'account.resume': async () => {
      const { session, store } = parts;
      const { locking } = store;
      await session.requireFresh();
      const vault = await session.vault();
      // Before: as long as it takes, the store's link does nothing else.
      const pulled = await pullAll(await store.client(), undefined, undefined, locking);
      await store.apart(() => vault.replica.publishOver(pulled));
      await noteDeed(parts, { what: 'resumed' });
      return {};
    },
  };
}

async function statusOf({ store, session }: AccountParts): Promise<StoreStatus> {
  const place = await store.place();
  if (!place) return { connected: false };
  const { origin, syncedAt } = place;
  const vault = await session.open();
  const status = {
    connected: true as const,
    origin,
    state: stateOf(place.session !== undefined, vault, store.state),
    ...(syncedAt === undefined ? {} : { syncedAt }),
  };
  if (!vault) return status;
  const email = await readAddress(vault);
  const unsent = vault.replica.status?.unsent ?? 0;
  return { ...status, unsent, ...(email === undefined ? {} : { email }) };
}

function stateOf(isSignedIn: boolean, vault: OpenVault | undefined, told: StoreState | undefined): StoreState {
  if (vault?.replica.status?.connected === false && !isSignedIn) return { at: 'connecting' };
  if (!isSignedIn) return { at: 'stopped', code: 'signed-out' };
  if (!vault) return { at: 'locked' };
  return told ?? { at: 'syncing', done: 0, total: 0 };
}
