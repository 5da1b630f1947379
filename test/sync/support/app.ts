import type { ClientParts, StoreClient } from '../../../src/sync/index.ts';
import type { TestStore } from '../../server/support/store.ts';
import { openStore } from '../../server/support/store.ts';
import { newClient } from './parts.ts';
import { inProcess } from '../../support/in-process.ts';

/** A store without a socket, whose clock the test moves; its clients have that clock too. */
export interface HeldStore extends TestStore {
  newClient(parts?: Partial<ClientParts>): Promise<StoreClient>;
}

export async function holdStore(
  environment: Readonly<Record<string, string>> = {},
  folder?: string,
): Promise<HeldStore> {
  const store = await openStore(environment, folder);
  const fetch = inProcess(store.app);
  return { ...store, newClient: (parts) => newClient(store.origin, { fetch, clock: store.clock.now, ...parts }) };
}
