import type { Bytes } from '../../src/encoding/index.ts';
import { fromId } from '../../src/encoding/index.ts';
import type { Commit } from '../../src/wire/index.ts';
import { READY_BYTES } from '../../src/wire/index.ts';
import type { Db, VaultRow } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import type { RecordSettings } from './parts.ts';
import { inSlices } from './slices.ts';

/** What lies beside a blob or a manifest, in bytes: ids, hashes, a signature, the row itself. A deletion keeps its row. */
const ROW_BYTES = 64;
const COMMIT_BYTES = 256;

/** By how much a commit makes a vault larger. */
export interface Growth {
  readonly records: number;
  readonly bytes: number;
}

/** What a commit replaces: bytes of a live record (undefined: not there, null: deleted), and of keyring and slots. */
export interface Standing {
  size(id: Bytes): number | null | undefined;
  state(): { readonly keyring: number; readonly slots: number };
}

export function standingOf({ hot }: Db, account: number): Standing {
  const size = (id: Bytes): number | null | undefined => {
    const framed = hot.size(account, id);
    return typeof framed === 'number' ? framed - READY_BYTES : framed;
  };
  return { size, state: () => hot.stateBytes(account) };
}

const lengthOf = (parts: readonly Bytes[]): number => parts.reduce((sum, part) => sum + part.length, 0);

/** By how much, counted with what stands there now. Yields where it takes long. */
export async function growthOf(commit: Commit, standing: Standing): Promise<Growth> {
  const { keyring, slots, lists = [], manifest } = commit;
  let records = 0;
  let bytes = COMMIT_BYTES + manifest.length + lengthOf(lists);
  if (keyring) bytes += keyring.length - standing.state().keyring;
  if (slots) bytes += lengthOf(slots) - standing.state().slots;
  await inSlices(commit.put, ({ id, blob }) => {
    const before = standing.size(fromId(id));
    records += typeof before === 'number' ? 0 : 1;
    bytes += blob.length - (before ?? 0) + (before === undefined ? ROW_BYTES : 0);
  });
  await inSlices(commit.remove, (id) => {
    const before = standing.size(fromId(id));
    if (typeof before !== 'number') return;
    records -= 1;
    bytes -= before;
  });
  return { records, bytes };
}

/** The most that it can be, whatever stands there: most commits fit even so, and nothing has to be looked up for them. */
export function mostGrowthOf({ put, slots, lists, keyring, manifest }: Commit): Growth {
  const blobs = put.reduce((sum, { blob }) => sum + blob.length + ROW_BYTES, 0);
  const state = (keyring?.length ?? 0) + lengthOf(lists ?? []) + lengthOf(slots ?? []);
  return { records: put.length, bytes: COMMIT_BYTES + manifest.length + blobs + state };
}

/** Whoever is over a quota may still shrink. */
export function fits(vault: VaultRow, grown: Growth, { records, accountBytes }: RecordSettings): boolean {
  const isMoreRecords = grown.records > 0 && vault.records + grown.records > records;
  const isMoreBytes = grown.bytes > 0 && vault.bytes + grown.bytes > accountBytes;
  return !isMoreRecords && !isMoreBytes;
}

/** Before a signature is checked or anything sealed or written for it. Throws Refusal `quota`. */
export async function checkQuota(
  vault: VaultRow,
  commit: Commit,
  settings: RecordSettings,
  standing: () => Standing | Promise<Standing>,
): Promise<void> {
  if (fits(vault, mostGrowthOf(commit), settings)) return;
  if (!fits(vault, await growthOf(commit, await standing()), settings)) throw new Refusal('quota');
}
