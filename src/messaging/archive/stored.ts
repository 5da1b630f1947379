import type { Bytes } from '../../encoding/index.ts';
import { fromJson, toJson } from '../../encoding/index.ts';
import type { IndexChunk, MessageIndex } from './message-index.ts';
import { indexOf } from './message-index.ts';

/** A chunk as a device keeps it, sealed among its rows (protocol 8.6): JSON of its rows. */
export function writeChunk(chunk: IndexChunk): Bytes {
  return toJson(chunk);
}

/** The index of stored chunks by their places; one that is missing is as if it were empty: its rows are read of the records again. */
export function storedIndex(chunks: ReadonlyMap<number, Bytes>): MessageIndex {
  const count = Math.max(-1, ...chunks.keys()) + 1;
  // Only this device writes them, and their seal was checked.
  const read = (stored: Bytes | undefined): IndexChunk => (stored ? (fromJson(stored) as IndexChunk) : []);
  return indexOf(Array.from({ length: count }, (_, place) => read(chunks.get(place))));
}
