import { sha256 } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { concat, join } from '../encoding/index.ts';
import type { UnlistedRow } from './unlisted.ts';
import { countUnlisted, findUnlisted, unlistedRows, withoutUnlisted, writeUnlisted } from './unlisted.ts';

/** One record as the index knows it: its id, its current revision, and whatever `summarize` said of it. */
export interface Row {
  readonly id: Id;
  readonly revision: number;
  readonly [field: string]: unknown;
}

/** A record that changed. `summary` null: known by id and revision only, and not listed. */
export interface Entry {
  readonly id: Id;
  readonly revision: number;
  readonly summary: object | null;
}

/** Some dozens of rows, so looking one up is a walk: building maps of them all would cost every unlock more. */
export interface Chunk {
  readonly listed: readonly Row[];
  /** See [Note: unlisted rows]. */
  readonly unlisted: Bytes;
}

/**
 * What is known of every record without opening it, dealt out over chunks by id. A value: a change makes a new catalog that
 * shares the untouched chunks, so a failed write leaves the old one standing.
 */
export interface Catalog {
  /** As many as its size asks for, or fewer: it grows by dealing out again, and doesn't shrink. */
  readonly chunks: readonly Chunk[];
  readonly size: number;
}

const ROWS_A_CHUNK = 100;
const MOST_CHUNKS = 100;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function chunksFor(size: number): number {
  let chunks = 1;
  while (chunks < MOST_CHUNKS && chunks * ROWS_A_CHUNK < size) chunks *= 2;
  return Math.min(chunks, MOST_CHUNKS);
}

/** Ids are random, so their first twelve bits deal them out evenly enough. */
function chunkOf(id: Id, chunks: number): number {
  return (DIGITS.indexOf(id.charAt(0)) * 64 + DIGITS.indexOf(id.charAt(1))) % chunks;
}

function rowOf({ id, revision, summary }: Entry): Row {
  return { ...summary, id, revision };
}

/** A catalog of these records and no others. */
export function newCatalog(entries: readonly Entry[]): Catalog {
  const listed = entries.filter(({ summary }) => summary !== null).map(rowOf);
  const unlisted = entries.filter(({ summary }) => summary === null);
  return deal(listed, unlisted);
}

function deal(listed: readonly Row[], unlisted: readonly UnlistedRow[]): Catalog {
  const size = listed.length + unlisted.length;
  const count = chunksFor(size);
  const chunks = Array.from({ length: count }, () => ({
    listed: new Array<Row>(),
    unlisted: new Array<UnlistedRow>(),
  }));
  for (const row of listed) chunks[chunkOf(row.id, count)]?.listed.push(row);
  for (const row of unlisted) chunks[chunkOf(row.id, count)]?.unlisted.push(row);
  return { chunks: chunks.map((chunk) => ({ ...chunk, unlisted: writeUnlisted(chunk.unlisted) })), size };
}

/** A catalog of opened chunks. */
export function catalogOf(chunks: readonly Chunk[]): Catalog {
  return {
    chunks,
    size: chunks.reduce((size, { listed, unlisted }) => size + listed.length + countUnlisted(unlisted), 0),
  };
}

export function findRow(catalog: Catalog, id: Id): Row | UnlistedRow | undefined {
  const chunk = catalog.chunks[chunkOf(id, catalog.chunks.length)];
  return chunk && (chunk.listed.find((row) => row.id === id) ?? findUnlisted(chunk.unlisted, id));
}

/** All listed rows, in no order. */
export function listedRows(catalog: Catalog): Row[] {
  return catalog.chunks.flatMap(({ listed }) => listed);
}

/** SHA-256 of the unlisted rows as they lie there: another one wherever one of them is another. */
export function unlistedMark({ chunks }: Catalog): Bytes {
  return sha256(join(chunks.map(({ unlisted }) => unlisted)));
}

/** What is known of the records that are not listed, in no order. */
export function unlistedIn(catalog: Catalog): UnlistedRow[] {
  return catalog.chunks.flatMap(({ unlisted }) => unlistedRows(unlisted));
}

/** All rows, listed or not. */
export function allRows(catalog: Catalog): (Row | UnlistedRow)[] {
  return [...listedRows(catalog), ...unlistedIn(catalog)];
}

/** The catalog after a commit, and which of its chunks differ from before. */
export function updateCatalog(
  catalog: Catalog,
  put: readonly Entry[],
  remove: readonly Id[],
): { catalog: Catalog; changed: number[] } {
  const count = catalog.chunks.length;
  const gone = new Set([...remove, ...put.map(({ id }) => id)]);
  const changed = [...new Set([...gone].map((id) => chunkOf(id, count)))];
  const chunks = [...catalog.chunks];
  for (const place of changed) {
    const chunk = chunks[place];
    if (chunk) chunks[place] = without(chunk, gone);
  }
  const fresh = newRows(put, count);
  for (const [place, { listed, unlisted }] of fresh) {
    const chunk = chunks[place];
    chunks[place] = {
      listed: [...(chunk?.listed ?? []), ...listed],
      unlisted: concat(...(chunk ? [chunk.unlisted] : []), writeUnlisted(unlisted)),
    };
  }
  const next = catalogOf(chunks);
  if (chunksFor(next.size) <= count) return { catalog: next, changed };
  const all = deal(listedRows(next), unlistedIn(next));
  return { catalog: all, changed: all.chunks.map((_, place) => place) };
}

function without({ listed, unlisted }: Chunk, gone: ReadonlySet<Id>): Chunk {
  return { listed: listed.filter(({ id }) => !gone.has(id)), unlisted: withoutUnlisted(unlisted, gone) };
}

interface NewRows {
  readonly listed: Row[];
  readonly unlisted: UnlistedRow[];
}

function newRows(put: readonly Entry[], count: number): Map<number, NewRows> {
  const fresh = new Map<number, NewRows>();
  for (const entry of put) {
    const place = chunkOf(entry.id, count);
    const rows = fresh.get(place) ?? { listed: [], unlisted: [] };
    if (entry.summary === null) rows.unlisted.push(entry);
    else rows.listed.push(rowOf(entry));
    fresh.set(place, rows);
  }
  return fresh;
}
