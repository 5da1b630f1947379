import { DuplicatesChangedError } from './errors.ts';
import type { OpenVault, Put } from '../../vault/index.ts';
import { GROUPS_AT_ONCE, write } from './merging.ts';
import type { WrittenMerge } from './merging.ts';

/**
 * Puts everything back as it was before merges. Throws DuplicatesChangedError where an item was changed since: that group is
 * left as it is.
 */
export async function takeBack(vault: OpenVault, merges: readonly WrittenMerge[]): Promise<void> {
  let isChanged = false;
  for (let at = 0; at < merges.length; at += GROUPS_AT_ONCE) {
    const puts = await Promise.all(merges.slice(at, at + GROUPS_AT_ONCE).map((one) => undone(vault, one)));
    isChanged ||= puts.includes(undefined);
    await write(
      vault,
      puts.flatMap((each) => each ?? []),
    );
  }
  if (isChanged) throw new DuplicatesChangedError();
}

/** Undefined where one of them isn't as the merge left it. */
async function undone(vault: OpenVault, { kept, trashed }: WrittenMerge): Promise<Put[] | undefined> {
  const { id, domain, before, revision } = kept;
  const stored = new Map(
    (await vault.records.readMany([kept, ...trashed].map((one) => one.id))).map((one) => [one.id, one]),
  );
  if (stored.get(id)?.revision !== revision) return undefined;
  const puts: Put[] = [{ id, domain, body: before, base: revision }];
  for (const one of trashed) {
    const other = stored.get(one.id);
    if (other?.revision !== one.revision) return undefined;
    const body = Object.entries(other.body as object).filter(([name]) => name !== 'trashedAt');
    puts.push({ id: other.id, domain: other.domain, body: Object.fromEntries(body), base: other.revision });
  }
  return puts;
}
