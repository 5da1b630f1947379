import type { Handlers, StoreState, StoreStatus } from '../../rpc/index.ts';
import { noteDeed } from '../context/index.ts';
import type { AccountParts } from './parts.ts';
import { pullAll } from '../../sync/index.ts';
import type { LinkedAccount } from '../link/index.ts';
import { isMoved, readAddress } from '../link/index.ts';
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

type Connected = StoreStatus & { readonly connected: true };

async function statusOf({ store, session }: AccountParts): Promise<StoreStatus> {
  const place = await store.place();
  if (!place) return { connected: false };
  const { origin, syncedAt } = place;
  const vault = await session.open();
  const moved = movedOf(place, vault);
  const status = {
    connected: true as const,
    origin,
    state: stateOf(place, vault, store.state),
    ...(moved ? { moved } : {}),
    ...(syncedAt === undefined ? {} : { syncedAt }),
  };
  if (!vault) return status;
  const email = await readAddress(vault);
  const unsent = vault.replica.status?.unsent ?? 0;
  return { ...status, unsent, ...(email === undefined ? {} : { email }) };
}

/** Where the account is, or is to be, if it is not where this browser is signed in. */
function movedOf(place: LinkedAccount, vault: OpenVault | undefined): Connected['moved'] {
  if (place.from) return { to: place.origin, byUs: true };
  if (!vault || !isMoved(vault, place)) return undefined;
  return { to: vault.devices.signed.store, byUs: place.leaving === true };
}

function stateOf(place: LinkedAccount, vault: OpenVault | undefined, told: StoreState | undefined): StoreState {
  const isSignedIn = place.session !== undefined;
  if (!isSignedIn && (place.from || (vault && !vault.replica.status?.connected))) return { at: 'connecting' };
  if (vault && isMoved(vault, place)) return { at: 'stopped', code: 'account-moved' };
  if (!isSignedIn) return { at: 'stopped', code: 'signed-out' };
  if (!vault) return { at: 'locked' };
  return told ?? { at: 'syncing', done: 0, total: 0 };
}
