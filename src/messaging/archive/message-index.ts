import type { Id } from '../../encoding/index.ts';
import type { IndexRow } from './rows.ts';

/*
 * [Note: the messages index] What is known of every archived text without opening its record, apart from the snapshot that an
 * unlock opens (protocol 8.8): opened at first need, and kept among the rows of a device. Rows lie in chunks in the order in which they
 * came, so that a new text touches the last one alone. It is a copy, and each row names the revision that it was read of: whoever opens it
 * compares these with the records that there are, and reads again what differs. So an old chunk in a new one's place changes nothing.
 */

/** Rows of a chunk: some ten thousand bytes. */
const ROWS_A_CHUNK = 128;

export type IndexChunk = readonly IndexRow[];

/** A value: a change makes the next one, which shares the chunks that it leaves alone. */
export interface MessageIndex {
  readonly chunks: readonly IndexChunk[];
  /** Of each record, the place of its chunk. */
  readonly places: ReadonlyMap<Id, number>;
}

/** An index after a change, and which of its chunks differ from before. */
export interface IndexChange {
  readonly index: MessageIndex;
  readonly changed: readonly number[];
}

/** The index of opened chunks. A record that stands in two, after a write that was cut short, counts where it stands last. */
export function indexOf(chunks: readonly IndexChunk[]): MessageIndex {
  const places = new Map(chunks.flatMap((chunk, place) => chunk.map(({ record }) => [record, place] as const)));
  const once = chunks.map((chunk, place) => chunk.filter(({ record }) => places.get(record) === place));
  return { chunks: once, places };
}

export function rowsOf({ chunks }: MessageIndex): readonly IndexRow[] {
  return chunks.flat();
}

/** With these rows; each takes the place of its record's former one. */
export function putRows({ chunks, places }: MessageIndex, rows: readonly IndexRow[]): IndexChange {
  const next = [...chunks];
  const known = new Map(places);
  const changed = new Set<number>();
  const put = new Map(rows.map((row) => [row.record, row]));
  for (const [place, fresh] of grouped(put, places)) {
    next[place] = (chunks[place] ?? []).map((row) => fresh.get(row.record) ?? row);
    changed.add(place);
  }
  for (const row of put.values()) {
    if (places.has(row.record)) continue;
    const isFull = (next.at(-1)?.length ?? ROWS_A_CHUNK) >= ROWS_A_CHUNK;
    const place = isFull ? next.length : next.length - 1;
    next[place] = [...(next[place] ?? []), row];
    known.set(row.record, place);
    changed.add(place);
  }
  return { index: { chunks: next, places: known }, changed: [...changed] };
}

/** Rows of records that are there, by the place of their chunk. */
function grouped(rows: ReadonlyMap<Id, IndexRow>, places: MessageIndex['places']): Map<number, Map<Id, IndexRow>> {
  const groups = new Map<number, Map<Id, IndexRow>>();
  for (const [record, row] of rows) {
    const place = places.get(record);
    if (place === undefined) continue;
    groups.set(place, (groups.get(place) ?? new Map<Id, IndexRow>()).set(record, row));
  }
  return groups;
}

/** Without the rows of these records. */
export function dropRows({ chunks, places }: MessageIndex, records: readonly Id[]): IndexChange {
  const gone = new Set(records.filter((record) => places.has(record)));
  const changed = new Set([...gone].map((record) => places.get(record) ?? 0));
  const next = chunks.map((chunk, place) =>
    changed.has(place) ? chunk.filter(({ record }) => !gone.has(record)) : chunk,
  );
  return {
    index: { chunks: next, places: new Map([...places].filter(([record]) => !gone.has(record))) },
    changed: [...changed],
  };
}

/** What has to be read again, and what is no more, by the records that there are (their ids and revisions). */
export function compareIndex(
  index: MessageIndex,
  records: readonly { readonly id: Id; readonly revision: number }[],
): { readonly read: readonly Id[]; readonly gone: readonly Id[] } {
  const known = new Map(rowsOf(index).map(({ record, revision }) => [record, revision]));
  const there = new Set(records.map(({ id }) => id));
  return {
    read: records.filter(({ id, revision }) => known.get(id) !== revision).map(({ id }) => id),
    gone: [...known.keys()].filter((record) => !there.has(record)),
  };
}
