import type { Bytes } from '../../../src/encoding/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import type { DeletedRow, Measured, RecordPath, RecordRow, Room, Stretch } from '../records.ts';
import type { Value } from '../statements.ts';
import type { Asked } from './statements.ts';
import { ask, numbered } from './statements.ts';

/** So many records are measured at once, in case they are all; of more the end of the page is looked for. */
const FEW = 256;

const stretch = `from records where account = ? and sequence >= ? and sequence <= ? and (sequence > ? or number > ?)
  and (? = 0 or frame is not null)`;
const inOrder = 'order by sequence, number';

const texts = {
  lengths: numbered(`select count(*) as rows, count(bytes) as live, coalesce(sum(bytes), 0) as bytes
    from (select length(frame) as bytes ${stretch} ${inOrder} limit ?) as few`),
  // The sums are made row by row, and end with the row that is asked for.
  end: numbered(`select rows, live, sequence, number from (select sequence, number, row_number() over upto as rows,
    count(frame) over upto as live, sum(coalesce(length(frame), ?::integer)) over upto as size ${stretch}
    window upto as (${inOrder} rows between unbounded preceding and current row)) as places
    where size >= ? order by rows limit 1`),
  whole: numbered(`select count(*) as rows, count(frame) as live ${stretch}`),
  frames: numbered(`select string_agg(frame, ''::bytea ${inOrder}) as frames
    from (select sequence, number, frame ${stretch} ${inOrder} limit ?) as page`),
  deleted:
    numbered(`select id, revision from (select sequence, number, id, revision, frame ${stretch} ${inOrder} limit ?)
    as page where frame is null ${inOrder}`),
} as const;

function valuesOf({ account, after, until, onlyLive }: Stretch): number[] {
  const { sequence, number } = after;
  return [account, sequence, until, sequence, number, Number(onlyLive)];
}

/** `(?, ?)` so many times. */
const tuples = (count: number, width: number): string =>
  Array<string>(count)
    .fill(`(${Array<string>(width).fill('?').join(', ')})`)
    .join(', ');

/** Records in PostgreSQL: many are written, or measured, by one statement. */
export class PostgresRecords implements RecordPath {
  readonly #asked: Asked;

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  async #rows(name: keyof typeof texts, values: readonly Value[]): Promise<readonly unknown[]> {
    return (await ask(this.#asked, `records-${name}`, texts[name], values)).rows as readonly unknown[];
  }

  /** A statement for so many at once; that for one, which comes often, is prepared. */
  #many(name: string, count: number, text: string, values: readonly Value[]) {
    return ask(this.#asked, count === 1 ? `records-${name}` : '', numbered(text), values);
  }

  async sizes(account: number, ids: readonly Bytes[]): Promise<(number | null | undefined)[]> {
    if (ids.length === 0) return [];
    const text = `select id, length(frame) as size from records where account = ? and id in ${tuples(1, ids.length)}`;
    const { rows } = await this.#many('size', ids.length, text, [account, ...ids]);
    const found = new Map((rows as SizeRow[]).map(({ id, size }) => [toBase64url(id), size]));
    return ids.map((id) => found.get(toBase64url(id)));
  }

  async put(account: number, sequence: number, records: readonly RecordRow[]): Promise<void> {
    if (records.length === 0) return;
    const text = `insert into records (account, sequence, id, revision, frame) values ${tuples(records.length, 5)}
      on conflict (account, id) do update set revision = excluded.revision, sequence = excluded.sequence, frame = excluded.frame`;
    const values = records.flatMap(({ id, revision, frame }): Value[] => [account, sequence, id, revision, frame]);
    await this.#many('put', records.length, text, values);
  }

  async remove(account: number, sequence: number, ids: readonly Bytes[]): Promise<void> {
    if (ids.length === 0) return;
    const text = `update records set frame = null, sequence = ? where account = ? and frame is not null
      and id in ${tuples(1, ids.length)}`;
    await this.#many('remove', ids.length, text, [sequence, account, ...ids]);
  }

  async measure(of: Stretch, room: Room): Promise<Measured> {
    const [few] = (await this.#rows('lengths', [...valuesOf(of), FEW + 1])) as [LengthsRow];
    const { rows, live, bytes } = few;
    if (rows <= FEW && bytes + (rows - live) * room.deletion < room.bytes) return { rows, live };
    const [end] = (await this.#rows('end', [room.deletion, ...valuesOf(of), room.bytes])) as readonly EndRow[];
    if (end)
      return {
        rows: end.rows,
        live: end.live,
        end: { sequence: end.sequence, number: end.number },
      };
    const [whole] = (await this.#rows('whole', valuesOf(of))) as [Measured];
    return { rows: whole.rows, live: whole.live };
  }

  async frames(of: Stretch, rows: number): Promise<Bytes> {
    const [page] = (await this.#rows('frames', [...valuesOf(of), rows])) as readonly { frames: Bytes | null }[];
    return page?.frames ?? new Uint8Array(0);
  }

  async deleted(of: Stretch, rows: number): Promise<readonly DeletedRow[]> {
    return (await this.#rows('deleted', [...valuesOf(of), rows])) as readonly DeletedRow[];
  }
}

interface SizeRow {
  readonly id: Bytes;
  readonly size: number | null;
}

interface LengthsRow {
  readonly rows: number;
  readonly live: number;
  readonly bytes: number;
}

interface EndRow {
  readonly rows: number;
  readonly live: number;
  readonly sequence: number;
  readonly number: number;
}
