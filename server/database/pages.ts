import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Bytes } from '../../src/encoding/index.ts';

/** Where a page of records goes on: behind this record in the order of (sequence, number). */
export interface Place {
  readonly sequence: number;
  readonly number: number;
}

/** Records and deletions of an account in that order: behind `after`, last changed up to commit `until`. */
export interface Stretch {
  readonly account: number;
  readonly after: Place;
  readonly until: number;
  readonly onlyLive: boolean;
}

/** Number, sequence, bytes of the frame (null: deleted): a tuple, because an object per row takes longer than reading it. */
export type PlaceRow = readonly [number: number, sequence: number, bytes: number | null];

export interface DeletedRow {
  readonly id: Bytes;
  readonly revision: number;
}

const stretch = `from records where account = ? and sequence >= ? and sequence <= ? and (sequence > ? or number > ?)
  and (? = 0 or frame is not null) order by sequence, number`;

const texts = {
  lengths: `select count(*) as rows, count(bytes) as live, coalesce(sum(bytes), 0) as bytes
    from (select length(frame) as bytes ${stretch} limit ?)`,
  places: `select number, sequence, length(frame) ${stretch}`,
  // As text on its way, and never looked at as text: what SQLite says of NUL and of bytes that are no UTF-8 has a test.
  frames: `select cast(group_concat(frame, '') as blob) as frames from (select frame ${stretch} limit ?)`,
  deleted: `select id, revision from (select id, revision, frame ${stretch} limit ?) where frame is null`,
} as const;

type Name = keyof typeof texts;

function valuesOf({ account, after, until, onlyLive }: Stretch): number[] {
  const { sequence, number } = after;
  return [account, sequence, until, sequence, number, Number(onlyLive)];
}

/** What pulls are made of: records as they lie, one behind the other, never row by row. All of it synchronous. */
export class PagePath {
  readonly #statements: Readonly<Record<Name, StatementSync>>;

  constructor(database: DatabaseSync) {
    const prepared = Object.entries(texts).map(([name, text]) => [name, database.prepare(text)]);
    this.#statements = Object.fromEntries(prepared) as Record<Name, StatementSync>;
    this.#statements.places.setReturnArrays(true);
  }

  /** Of its first `most` rows: how many, how many of them live, and bytes of their frames. */
  lengths(of: Stretch, most: number): { readonly rows: number; readonly live: number; readonly bytes: number } {
    return this.#statements.lengths.get(...valuesOf(of), most) as { rows: number; live: number; bytes: number };
  }

  /** Must be used up, or left by `break`, before anything is waited for. */
  places(of: Stretch): Iterable<PlaceRow> {
    return this.#statements.places.iterate(...valuesOf(of)) as Iterable<unknown> as Iterable<PlaceRow>;
  }

  /** The frames of the live ones among its first rows, as they are sent. */
  frames(of: Stretch, rows: number): Bytes {
    const { frames } = this.#statements.frames.get(...valuesOf(of), rows) as { frames: Bytes | null };
    return frames ?? new Uint8Array(0);
  }

  /** The deletions among its first rows. */
  deleted(of: Stretch, rows: number): DeletedRow[] {
    return this.#statements.deleted.all(...valuesOf(of), rows) as unknown as DeletedRow[];
  }
}
