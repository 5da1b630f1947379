import type { Bytes } from '../../src/encoding/index.ts';
import { toId } from '../../src/encoding/index.ts';
import { deletedRecord, writeLoggedManifest } from '../../src/wire/index.ts';
import type { CommitRow, Db, Place, Stretch } from '../database/index.ts';

/** A page ends with the frame that brings it to so many bytes. */
const PAGE_BYTES = 1_048_576;
/** A deletion's frame, its length before it. */
const DELETION_BYTES = 24;
/** So many records are measured at once, in case they are all; of more the end of the page is looked for. */
const FEW = 256;

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
export function readPage(db: Db, account: number, cursor: Cursor, onlyLive: boolean): Page {
  const { until, place } = cursor;
  const { manifests, size, through } = readManifests(db, account, cursor);
  if (size >= PAGE_BYTES) {
    const next = { until, manifests: through, place };
    return { manifests, records: 0, frames: new Uint8Array(0), deleted: [], cursor: next };
  }
  const of = { account, after: place, until, onlyLive };
  const { rows, live, end } = measure(db, of, PAGE_BYTES - size);
  return {
    manifests,
    records: live,
    frames: db.pages.frames(of, rows),
    deleted: rows === live ? [] : db.pages.deleted(of, rows).map(({ id, revision }) => deletedRecord(id, revision)),
    ...(end ? { cursor: { until, manifests: until, place: end } } : {}),
  };
}

function readManifests(db: Db, account: number, { manifests: behind, until }: Cursor) {
  const manifests: Bytes[] = [];
  let [size, through] = [0, behind];
  for (const row of db.hot.commitsSince(account, behind, until)) {
    const frame = manifestOf(row);
    manifests.push(frame);
    size += frame.length;
    through = row.sequence;
    if (size >= PAGE_BYTES) break;
  }
  return { manifests, size, through };
}

function manifestOf({ parent, author, signature, manifest }: CommitRow): Bytes {
  return writeLoggedManifest({ parent, author: toId(author), signature, manifest });
}

/** How many rows of a stretch go into a page; `end`: the last of them, where others may follow. */
interface Measured {
  readonly rows: number;
  readonly live: number;
  readonly end?: Place;
}

function measure(db: Db, of: Stretch, room: number): Measured {
  const { rows, live, bytes } = db.pages.lengths(of, FEW + 1);
  if (rows <= FEW && bytes + (rows - live) * DELETION_BYTES < room) return { rows, live };
  return cutOff(db, of, room);
}

function cutOff(db: Db, of: Stretch, room: number): Measured {
  let [rows, live, size] = [0, 0, 0];
  for (const [number, sequence, bytes] of db.pages.places(of)) {
    rows += 1;
    if (bytes !== null) live += 1;
    size += bytes ?? DELETION_BYTES;
    if (size >= room) return { rows, live, end: { sequence, number } };
  }
  return { rows, live };
}
