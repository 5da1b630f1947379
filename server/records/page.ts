import type { Bytes } from '../../src/encoding/index.ts';
import { toId } from '../../src/encoding/index.ts';
import { deletedRecord, writeLoggedManifest } from '../../src/wire/index.ts';
import type { CommitRow, Db, Place } from '../database/index.ts';

/** A page ends with the frame that brings it to so many bytes. */
const PAGE_BYTES = 1_048_576;
/** A deletion's frame, its length before it. */
const DELETION_BYTES = 24;
/** So many manifests are read at once. */
const MANIFESTS = 64;

/** Where a pull stands: it is "as of" commit `until`; manifests up to `manifests` and records up to `place` are through. */
export interface Cursor {
  readonly until: number;
  readonly manifests: number;
  readonly place: Place;
}

export interface Page {
  readonly manifests: readonly Bytes[];
  readonly records: number;
  /** Ready to be sent. */
  readonly frames: Bytes;
  readonly deleted: readonly Bytes[];
  /** Absent: this was the last page. */
  readonly cursor?: Cursor;
}

/** What comes behind a cursor, as far as it goes into one page. */
export async function readPage(db: Db, account: number, cursor: Cursor, onlyLive: boolean): Promise<Page> {
  const { until, place } = cursor;
  const { manifests, size, through } = await readManifests(db, account, cursor);
  if (size >= PAGE_BYTES) {
    const next = { until, manifests: through, place };
    return { manifests, records: 0, frames: new Uint8Array(0), deleted: [], cursor: next };
  }
  const of = { account, after: place, until, onlyLive };
  const room = { bytes: PAGE_BYTES - size, deletion: DELETION_BYTES };
  const { rows, live, end } = await db.records.measure(of, room);
  const deleted = rows === live ? [] : await db.records.deleted(of, rows);
  return {
    manifests,
    records: live,
    frames: await db.records.frames(of, rows),
    deleted: deleted.map(({ id, revision }) => deletedRecord(id, revision)),
    ...(end ? { cursor: { until, manifests: until, place: end } } : {}),
  };
}

async function readManifests(db: Db, account: number, { manifests: behind, until }: Cursor) {
  const manifests: Bytes[] = [];
  let [size, through] = [0, behind];
  while (size < PAGE_BYTES && through < until) {
    const rows = await db.hot.commitsSince(account, through, until, MANIFESTS);
    for (const row of rows) {
      const frame = manifestOf(row);
      manifests.push(frame);
      size += frame.length;
      through = row.sequence;
      if (size >= PAGE_BYTES) break;
    }
    if (rows.length < MANIFESTS) break;
  }
  return { manifests, size, through };
}

function manifestOf({ parent, author, signature, manifest }: CommitRow): Bytes {
  return writeLoggedManifest({ parent, author: toId(author), signature, manifest });
}
