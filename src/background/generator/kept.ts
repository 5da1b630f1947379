import { readOptions } from '../../items/index.ts';
import type { GeneratorOptions } from '../../items/index.ts';
import type { OpenVault } from '../../vault/index.ts';

/*
 * What the generator keeps in the vault: two records that each browser finds by their names, sealed like the settings. The
 * values lie in a field called `history`, which merges as the union of both sides (records, [Note: merge]): two browsers that
 * make values apart keep them all. Like all settings they belong to their vault, and an import leaves them behind.
 */

const historyName = 'generator-history';
const optionsName = 'generator-options';

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
  return newestFirst(await readNamed(vault, historyName));
}

/** Used twice in a row, it is one entry. */
export async function keepValue(vault: OpenVault, kept: Kept): Promise<void> {
  const record = await readNamed(vault, historyName);
  const known = newestFirst(record);
  if (known[0]?.value === kept.value) return;
  const history = [kept, ...known].slice(0, mostKept).reverse();
  await write(vault, historyName, record, { history });
}

export async function clearHistory(vault: OpenVault): Promise<void> {
  await write(vault, historyName, await readNamed(vault, historyName), { history: [] });
}

/** The options of the value that was used last; those of a beginner before. */
export async function readUsed(vault: OpenVault): Promise<GeneratorOptions> {
  return readOptions((await readNamed(vault, optionsName))?.body);
}

export async function rememberUsed(vault: OpenVault, options: GeneratorOptions): Promise<void> {
  const record = await readNamed(vault, optionsName);
  // Both read by the same function: of one shape and order.
  const isSame = record && JSON.stringify(readOptions(record.body)) === JSON.stringify(readOptions(options));
  if (!isSame) await write(vault, optionsName, record, options);
}

interface Named {
  readonly revision: number;
  readonly body: unknown;
}

async function readNamed({ records }: OpenVault, name: string): Promise<Named | undefined> {
  const id = records.namedId(name);
  return records.has(id) ? records.read(id) : undefined;
}

/** Where it was written by somebody else since it was read, both stand. */
async function write({ records }: OpenVault, name: string, read: Named | undefined, body: object): Promise<void> {
  const base = read ? { base: read.revision } : {};
  await records.save({ id: records.namedId(name), domain: 'settings', body, ...base });
}

function newestFirst(record: Named | undefined): Kept[] {
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

function fieldOf(body: unknown, field: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
}
