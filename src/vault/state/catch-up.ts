import type { VaultState } from './core.ts';
import { checkHeader, openCore } from './core.ts';
import type { VaultParts } from './parts.ts';
import { openRecords } from './rows.ts';

/** The state that somebody else wrote meanwhile. Throws `conflict` where a rotation leaves only the way through the lock. */
export async function catchUp(
  { database, summarize }: Pick<VaultParts, 'database' | 'summarize'>,
  state: VaultState,
  conflict: unknown,
): Promise<VaultState> {
  const header = await database.read();
  if (!header || checkHeader(header).generation !== state.keyring.generation) throw conflict;
  const core = await openCore(header, state.masterKey);
  return (await openRecords(database, core, summarize)).state;
}
