import { readOptions } from '../../items/index.ts';
import type { GeneratorOptions } from '../../items/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { NamedRecord } from '../context/index.ts';
import { fieldOf, readNamed, saveNamed } from '../context/index.ts';

/*
 * What the generator keeps in the vault: two records that each browser finds by their names, sealed like the settings. The
 * values lie in a field called `history`, which merges as the union of both sides (records, [Note: merge]): two browsers that
 * make values apart keep them all. Like all settings they belong to their vault, and an import leaves them behind.
 */

const historyRecord: NamedRecord = { domain: 'settings', name: 'generator-history' };
const optionsRecord: NamedRecord = { domain: 'settings', name: 'generator-options' };

/** As many as are kept: the oldest goes when another comes. */
const mostKept = 100;

/** A value that was about to be used. `until` is what a merge calls the time of such an entry. */
interface Kept {
  readonly value: string;
  readonly until: number;
  readonly host?: string;
}

/** The newest first. */
export async function keptValues(vault: OpenVault): Promise<readonly Kept[]> {
  return newestFirst(await readNamed(vault, historyRecord));
}

/** Used twice in a row, it is one entry. */
export async function keepValue(vault: OpenVault, kept: Kept): Promise<void> {
  const record = await readNamed(vault, historyRecord);
  const known = newestFirst(record);
  if (known[0]?.value === kept.value) return;
  const history = [kept, ...known].slice(0, mostKept).reverse();
  await saveNamed(vault, historyRecord, { history }, record);
}

export async function clearHistory(vault: OpenVault): Promise<void> {
  await saveNamed(vault, historyRecord, { history: [] }, await readNamed(vault, historyRecord));
}

/** The options of the value that was used last; those of a beginner before. */
export async function readUsed(vault: OpenVault): Promise<GeneratorOptions> {
  return readOptions((await readNamed(vault, optionsRecord))?.body);
}

export async function rememberUsed(vault: OpenVault, options: GeneratorOptions): Promise<void> {
  const record = await readNamed(vault, optionsRecord);
  // Both read by the same function: of one shape and order.
  const isSame = record && JSON.stringify(readOptions(record.body)) === JSON.stringify(readOptions(options));
  if (!isSame) await saveNamed(vault, optionsRecord, options, record);
}

function newestFirst(record: { readonly body: unknown } | undefined): Kept[] {
  const history: unknown = fieldOf(record?.body, 'history');
  const kept = Array.isArray(history) ? history.filter(isKept) : [];
  return kept.sort((a, b) => b.until - a.until).slice(0, mostKept);
}

function isKept(entry: unknown): entry is Kept {
  const host = fieldOf(entry, 'host');
  return (
    typeof fieldOf(entry, 'value') === 'string' &&
    typeof fieldOf(entry, 'until') === 'number' &&
    (host === undefined || typeof host === 'string')
  );
}
