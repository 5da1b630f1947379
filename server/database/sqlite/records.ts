import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Bytes } from '../../../src/encoding/index.ts';
import type { DeletedRow, Measured, RecordPath, RecordRow, Room, Stretch } from '../records.ts';
import { atOnce } from './at-once.ts';

/** Number, sequence, bytes of the frame (null: deleted): a tuple, because an object per row takes longer than reading it. */
type PlaceRow = readonly [number: number, sequence: number, bytes: number | null];

/** So many records are measured at once, in case they are all; of more the end of the page is looked for. */
const FEW = 256;

const stretch = `from records where account = ? and sequence >= ? and sequence <= ? and (sequence > ? or number > ?)
  and (? = 0 or frame is not null) order by sequence, number`;

const texts = {
  size: 'select length(frame) as size from records where account = ? and id = ?',
  put: `insert into records (account, id, revision, sequence, frame) values (?, ?, ?, ?, ?) on conflict (account, id)
    do update set revision = excluded.revision, sequence = excluded.sequence, frame = excluded.frame`,
  remove: `update records set frame = null, sequence = ? where account = ? and id = ? and frame is not null`,
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

/** Records as they lie in the file. Each question is answered before anything else happens. */
export class SqliteRecords implements RecordPath {
  readonly #statements: Readonly<Record<Name, StatementSync>>;

  constructor(database: DatabaseSync) {
    const prepared = Object.entries(texts).map(([name, text]) => [name, database.prepare(text)]);
    this.#statements = Object.fromEntries(prepared) as Record<Name, StatementSync>;
    this.#statements.places.setReturnArrays(true);
  }

  sizes(account: number, ids: readonly Bytes[]): Promise<(number | null | undefined)[]> {
    const { size } = this.#statements;
    return atOnce(() => ids.map((id) => (size.get(account, id) as { size: number | null } | undefined)?.size));
  }

  put(account: number, sequence: number, records: readonly RecordRow[]): Promise<void> {
    const { put } = this.#statements;
    return atOnce(() => {
      for (const { id, revision, frame } of records) put.run(account, id, revision, sequence, frame);
    });
  }

  remove(account: number, sequence: number, ids: readonly Bytes[]): Promise<void> {
    const { remove } = this.#statements;
    return atOnce(() => {
      for (const id of ids) remove.run(sequence, account, id);
    });
  }

  measure(of: Stretch, room: Room): Promise<Measured> {
    return atOnce(() => {
      const few = this.#statements.lengths.get(...valuesOf(of), FEW + 1);
      const { rows, live, bytes } = few as { rows: number; live: number; bytes: number };
      if (rows <= FEW && bytes + (rows - live) * room.deletion < room.bytes) return { rows, live };
      return this.#cutOff(of, room);
    });
  }

  #cutOff(of: Stretch, room: Room): Measured {
    let [rows, live, size] = [0, 0, 0];
    const places = this.#statements.places.iterate(...valuesOf(of)) as Iterable<unknown> as Iterable<PlaceRow>;
    for (const [number, sequence, bytes] of places) {
      rows += 1;
      if (bytes !== null) live += 1;
      size += bytes ?? room.deletion;
      if (size >= room.bytes) return { rows, live, end: { sequence, number } };
    }
    return { rows, live };
  }

  frames(of: Stretch, rows: number): Promise<Bytes> {
    return atOnce(() => {
      const { frames } = this.#statements.frames.get(...valuesOf(of), rows) as { frames: Bytes | null };
      return frames ?? new Uint8Array(0);
    });
  }

  deleted(of: Stretch, rows: number): Promise<DeletedRow[]> {
    return atOnce(() => this.#statements.deleted.all(...valuesOf(of), rows) as unknown as DeletedRow[]);
  }
}
