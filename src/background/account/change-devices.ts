import type { Done } from '../../rpc/index.ts';
import type { DeviceChange } from '../../vault/index.ts';
import { deviceProposal } from '../link/index.ts';

import type { AccountParts } from './parts.ts';

/** What a change of the devices or the keys takes. */
export type KeysParts = Pick<AccountParts, 'session' | 'store' | 'clock' | 'tell'>;

/** Takes devices out, or renews all keys: at the store, too, if there is one; for whoever has checked the proof. */
export async function changeDevices({ session, store, tell }: KeysParts, change: DeviceChange): Promise<Done> {
  const vault = await session.vault();
  if (vault.replica.status?.connected) await store.bring(deviceProposal(vault, change));
  else {
    await vault.devices.propose(change);
    await vault.devices.conclude();
  }
  await session.rotated();
  tell({ type: 'account' });
  tell({ type: 'ways' });
  tell({ type: 'status' });
  return {};
}
