import type { VaultState } from './core.ts';
import { checkHeader, openCore } from './core.ts';
import type { Surroundings } from './parts.ts';
import { openRecords } from './rows.ts';

/** The state that somebody else wrote meanwhile. Throws `conflict` where a rotation leaves only the way through the lock. */
export async function catchUp(
  { store, summarize }: Pick<Surroundings, 'store' | 'summarize'>,
  state: VaultState,
  conflict: unknown,
): Promise<VaultState> {
  const header = await store.read();
  if (!header || checkHeader(header).generation !== state.keyring.generation) throw conflict;
  const core = await openCore(header, state.masterKey);
  return (await openRecords(store, core, summarize)).state;
}
