import type { VaultState } from './core.ts';
import { checkHeader, openCore } from './core.ts';
import { RotatedMeanwhileError } from './errors.ts';
import type { VaultParts } from './parts.ts';
import { openRecords } from './rows.ts';

/** The state that somebody else wrote meanwhile. Throws RotatedMeanwhileError. */
export async function catchUp(
  { database, summarize }: Pick<VaultParts, 'database' | 'summarize'>,
  state: VaultState,
): Promise<VaultState> {
  const header = await database.read();
  if (!header || checkHeader(header).generation !== state.keyring.generation) throw new RotatedMeanwhileError();
  const core = await openCore(header, state.masterKey);
  return (await openRecords(database, core, summarize)).state;
}
