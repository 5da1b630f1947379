import { wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import type { Pulled, StoreClient } from '../../sync/index.ts';
import type { OpenVault, VouchedState } from '../../vault/index.ts';
import { DeviceRemovedError, mayRejoin } from '../../vault/index.ts';
import type { SignedIn } from '../../wire/index.ts';
import { endWithoutStore } from '../context/index.ts';
import type { DevicesParts } from './parts.ts';

interface Handed {
  readonly client: StoreClient;
  readonly session: SignedIn;
  readonly pulled: Pulled;
  readonly masterKey: Bytes;
  readonly vouched: VouchedState;
}

/**
 * Opens the vault of a locked browser by what another one handed over: no way in is typed. From then on this session is the
 * vault's, and the exchange runs. Throws what following throws; then nothing has changed but the session.
 */
export async function openLinked(parts: DevicesParts, handed: Handed): Promise<void> {
  const { session, store, memory, tell } = parts;
  const vault = await followed(parts, handed).finally(() => wipe(handed.masterKey));
  try {
    await endWithoutStore(memory);
    // First: a browser that dies in between is locked and signed in, rather than open with a session that is over.
    await store.signedIn(handed.client, handed.session);
    await session.unlocked(vault);
  } catch (error) {
    vault.close();
    throw error;
  }
  tell({ type: 'ways' });
  tell({ type: 'items' });
  store.introduce();
}

/** Whoever was taken out, but not as revoked, comes back as another device. */
function followed({ keeper }: DevicesParts, { pulled, ...by }: Handed): Promise<OpenVault> {
  return keeper.followLinked(pulled, by).catch((error: unknown) => {
    if (error instanceof DeviceRemovedError && mayRejoin(error.reason))
      return keeper.followLinked(pulled, by, 'another');
    throw error;
  });
}
