import type { Bytes, Id } from '../encoding/index.ts';
import { bytes, fromId, isId, join, readU32, toId, u32 } from '../encoding/index.ts';

/*
 * [Note: unlisted rows] What an unlock needs nothing of (archived texts, contacts, settings) is known by id and revision alone. Such
 * rows stay bytes, id 16 and revision 4, one behind another: fifty thousand of them cost an unlock no parsing.
 */

const ID_BYTES = 16;
const ROW_BYTES = ID_BYTES + 4;

/** A record that is known by id and revision only. */
export interface UnlistedRow {
  readonly id: Id;
  readonly revision: number;
}

export function writeUnlisted(rows: readonly UnlistedRow[]): Bytes {
  return join(rows.flatMap(({ id, revision }) => [fromId(id), u32(revision)]));
}

/** Bytes are never changed in place: what was read of them once stays so. */
const known = new WeakMap<Bytes, readonly UnlistedRow[]>();

export function unlistedRows(written: Bytes): readonly UnlistedRow[] {
  const rows = known.get(written) ?? readRows(written);
  known.set(written, rows);
  return rows;
}

function readRows(written: Bytes): readonly UnlistedRow[] {
  return Array.from({ length: countUnlisted(written) }, (_, row) => ({
    id: toId(written.slice(row * ROW_BYTES, row * ROW_BYTES + ID_BYTES)),
    revision: readU32(written, row * ROW_BYTES + ID_BYTES),
  }));
}

export function countUnlisted(written: Bytes): number {
  return Math.floor(written.length / ROW_BYTES);
}

export function findUnlisted(written: Bytes, id: Id): UnlistedRow | undefined {
  const at = placeOf(written, id);
  return at === undefined ? undefined : { id, revision: readU32(written, at + ID_BYTES) };
}

/** Without the rows of these. The same bytes where none of them is there. */
export function withoutUnlisted(written: Bytes, gone: Iterable<Id>): Bytes {
  const places = [...gone].map((id) => placeOf(written, id)).filter((at) => at !== undefined);
  if (places.length === 0) return written;
  const kept = bytes(written.length - places.length * ROW_BYTES);
  let end = 0;
  for (let at = 0; at < written.length; at += ROW_BYTES) {
    if (places.includes(at)) continue;
    kept.set(written.subarray(at, at + ROW_BYTES), end);
    end += ROW_BYTES;
  }
  return kept;
}

function placeOf(written: Bytes, id: Id): number | undefined {
  if (!isId(id)) return undefined;
  const wanted = fromId(id);
  for (let at = 0; at < written.length; at += ROW_BYTES) {
    // Most differ in their first byte.
    if (written[at] === wanted[0] && wanted.every((byte, place) => written[at + place] === byte)) return at;
  }
  return undefined;
}
