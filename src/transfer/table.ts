import { UnknownFileError } from './errors.ts';
import { sinkFitted } from './fit.ts';
import type { LeftOut, Sink } from './found.ts';
import { readText } from './pieces.ts';
import type { Source } from './pieces.ts';
import { readLine } from './columns.ts';
import type { Column } from './columns.ts';
import { RowReader, separatorOf } from './rows.ts';
import type { Row } from './rows.ts';
import { lookAtTable } from './tables.ts';
import type { TableLook } from './tables.ts';

/** How much of a file is looked at to say what it is. */
const LOOKED_AT = 256 * 1024;
const SAMPLES = 4;

export interface TableSeen extends TableLook {
  /** The first rows, for whoever says what their columns are; with the one that may name them. */
  readonly samples: readonly (readonly string[])[];
}

/** What a table is, by its beginning. Throws UnknownFileError for text that is no table. */
export async function seeTable(file: Source): Promise<TableSeen> {
  let rows: (readonly string[])[] = [];
  const cut = file.size > LOOKED_AT;
  const begin = (): ((piece: string, last: boolean) => void) => {
    rows = [];
    const reading = new TableText((row) => {
      if ('cells' in row && rows.length < SAMPLES) rows.push(row.cells);
    });
    return (piece, last) => reading.push(piece, last && !cut);
  };
  await readText(cut ? file.slice(0, LOOKED_AT) : file, begin, cut ? 'beginning' : 'whole');
  const [first] = rows;
  if (first === undefined || first.length < 2) throw new UnknownFileError();
  const look = lookAtTable(first);
  return { ...look, samples: rows };
}

/** What its reader is told: what the columns are, and whether the first line names them. */
export type TableTold = Pick<TableLook, 'columns' | 'headed'>;

/** All items of a table. `begin` answers who hears them; once more where the file has to be read again in another encoding. */
export function readTable(file: Source, { columns, headed }: TableTold, begin: () => Sink): Promise<void> {
  return readText(file, () => {
    const text = new TableText(tableReading(columns, headed, begin()));
    return (piece, last) => text.push(piece, last);
  });
}

function tableReading(columns: readonly Column[], headed: boolean, sink: Sink): (row: Row) => void {
  let ahead = headed;
  for (const leftOut of columnsLeftOut(columns)) sink.leftOut(leftOut);
  return (row) => {
    if (!('cells' in row)) sink.leftOut({ line: row.line, why: 'quote' });
    else if (ahead) ahead = false;
    else sinkFitted(sink, readLine(columns, row.cells), row.line);
  };
}

function columnsLeftOut(columns: readonly Column[]): LeftOut[] {
  return columns.flatMap(({ name, role }) =>
    role === 'internal' || role === 'unwanted' ? [{ what: name, why: role }] : [],
  );
}

/** Text in pieces as rows; its separator is what the first line uses. */
class TableText {
  readonly #hear: (row: Row) => void;
  #reader: RowReader | undefined;
  #beginning = '';

  constructor(hear: (row: Row) => void) {
    this.#hear = hear;
  }

  push(piece: string, last: boolean): void {
    let text = piece;
    if (!this.#reader) {
      this.#beginning += piece;
      const line = /^[\r\n]*([^\r\n]*)[\r\n]/.exec(this.#beginning)?.[1];
      if (line === undefined && !last) return;
      text = this.#beginning;
      this.#reader = new RowReader(separatorOf(line ?? text));
    }
    for (const row of this.#reader.push(text, last)) this.#hear(row);
  }
}
