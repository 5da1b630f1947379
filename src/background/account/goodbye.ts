import { leaveStore } from '../../sync/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { AccountParts } from './parts.ts';

/** Makes the open vault a local one, and says so to its store. */
export async function untie(parts: AccountParts, vault: OpenVault): Promise<void> {
  const goodbye = await sayGoodbye(parts, vault);
  parts.store.stop();
  await vault.replica.disconnect();
  await goodbye();
}

/**
 * Signs this browser's note that it leaves (protocol 6.2), while the vault is open, and answers what hands it to the store. That
 * never rejects: the store need not answer for us to go, and a session that stays behind is worth nothing without its key.
 */
export async function sayGoodbye({ store }: AccountParts, vault: OpenVault): Promise<() => Promise<void>> {
  const place = await store.place();
  if (!place?.session || vault.replica.status?.connected !== true) return () => Promise.resolve();
  const note = await vault.replica.leave();
  return () =>
    store
      .visit(place.origin)
      .then((client) => leaveStore(client, note))
      .catch(() => undefined);
}
