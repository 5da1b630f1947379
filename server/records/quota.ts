import type { Bytes } from '../../src/encoding/index.ts';
import { fromId } from '../../src/encoding/index.ts';
import type { Commit } from '../../src/wire/index.ts';
import { READY_BYTES } from '../../src/wire/index.ts';
import type { Database, Db, VaultRow } from '../database/index.ts';
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
  sizes(ids: readonly Bytes[]): Promise<readonly (number | null | undefined)[]>;
  state(): Promise<{ readonly keyring: number; readonly slots: number }>;
}

/** Asked in the transaction of a commit. */
export function standingOf({ hot, records }: Db, account: number): Standing {
  return {
    async sizes(ids) {
      const framed = await records.sizes(account, ids);
      return framed.map((size) => (typeof size === 'number' ? size - READY_BYTES : size));
    },
    state: () => hot.stateBytes(account),
  };
}

/** Asked before: each question by itself, so that nobody waits for all of them. */
export function standingBefore(database: Database, account: number): Standing {
  return {
    sizes: (ids) => database.read((db) => standingOf(db, account).sizes(ids)),
    state: () => database.read((db) => standingOf(db, account).state()),
  };
}

const lengthOf = (parts: readonly Bytes[]): number => parts.reduce((sum, part) => sum + part.length, 0);

/** By how much, counted with what stands there now. Yields where it takes long. */
export async function growthOf(commit: Commit, standing: Standing): Promise<Growth> {
  const { keyring, slots, lists = [], manifest } = commit;
  let records = 0;
  let bytes = COMMIT_BYTES + manifest.length + lengthOf(lists);
  if (keyring) bytes += keyring.length - (await standing.state()).keyring;
  if (slots) bytes += lengthOf(slots) - (await standing.state()).slots;
  await inSlices(commit.put, async (slice) => {
    const sizes = await standing.sizes(slice.map(({ id }) => fromId(id)));
    for (const [at, { blob }] of slice.entries()) {
      const before = sizes[at];
      records += typeof before === 'number' ? 0 : 1;
      bytes += blob.length - (before ?? 0) + (before === undefined ? ROW_BYTES : 0);
    }
  });
  await inSlices(commit.remove, async (slice) => {
    const live = (await standing.sizes(slice.map(fromId))).filter((size) => typeof size === 'number');
    records -= live.length;
    bytes -= live.reduce((sum, size) => sum + size, 0);
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
  standing: Standing,
): Promise<void> {
  if (fits(vault, mostGrowthOf(commit), settings)) return;
  if (!fits(vault, await growthOf(commit, standing), settings)) throw new Refusal('quota');
}
