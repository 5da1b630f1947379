import { moveTo } from '../../devices/index.ts';
import { wipe } from '../../crypto/index.ts';
import type { VaultDatabase } from '../../records/index.ts';
import type { Draft, VaultState } from '../state/index.ts';
import { readSeed } from './identity-seed.ts';

/** The version of the list that names another store, and nothing else (protocol 6.1). Throws DamagedRecordError. */
export async function draftMove(
  database: VaultDatabase,
  state: VaultState,
  store: string,
  now: number,
): Promise<Draft> {
  const seed = await readSeed(database, state, 'list-key');
  return { list: await moveTo(state.list, seed, store, now).finally(() => wipe(seed)) };
}
