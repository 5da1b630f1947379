import { again } from '../../flow/index.ts';
import type { Id } from '../../encoding/index.ts';
import type { VaultDatabase } from '../../records/index.ts';
import { DamagedRecordError, isConflict } from '../../records/index.ts';
import { noRows } from './removed.ts';
import type { StagedDatabase } from './staged-database.ts';
import { movesTo } from '../change/index.ts';
import type { ExportedVault, OpenVault } from '../state/index.ts';

/** Tries again where something was written into the vault that moves. */
const ATTEMPTS = 5;

/**
 * Moves a local vault into an account that a store has (protocol 3.2): its items are sealed there, sent, and only then, in
 * one change, does the account's vault take its place. Until then nothing of it is touched, and doing it again loses nothing.
 * Throws DamagedRecordError if a record of it can't be opened, and whatever `push` throws.
 */
export async function mergeIntoAccount(
  database: VaultDatabase,
  local: OpenVault,
  { staged, joined }: { readonly staged: StagedDatabase; readonly joined: OpenVault },
  push: (joined: OpenVault) => Promise<void>,
): Promise<void> {
  const [damaged] = (await local.records.check()).damaged;
  if (damaged !== undefined) throw new DamagedRecordError(damaged);
  await again(ATTEMPTS, isConflict, async () => {
    const { head } = local;
    await bring(joined, await local.backup.contents());
    await push(joined);
    const ids: Id[] = (await database.readRecords()).map(({ id }) => id);
    await database.apply({ ...staged.inPlaceOf({ head }, ids), rows: noRows });
  });
}

/** What is there already (an earlier try) is merged: nobody can tell which is newer, so no value is dropped. */
async function bring(joined: OpenVault, contents: ExportedVault): Promise<void> {
  const there = contents.records.filter(({ id, domain }) => movesTo(domain) && joined.records.has(id));
  for (const { id, domain, body } of there) await joined.records.save({ id, domain, body });
  await joined.backup.importVault(contents);
}
