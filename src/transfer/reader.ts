import { Collected } from './collected.ts';
import type { Part, ReadReport } from './collected.ts';
import { readTable, seeTable } from './table.ts';
import type { TableSeen, TableTold } from './table.ts';
import type { Source } from './pieces.ts';

/** What a file is, found by what is in it; its name says nothing. */
export type Look = { readonly format: 'table' } & TableSeen;

/** What a person adds to it. */
export interface Told {
  /** Of a table: what its columns are. */
  readonly table?: TableTold;
}

/** Reads one file after another; of the last one everything is held until the next. */
export class FileReading {
  #collected = new Collected();

  /** Throws UnknownFileError. */
  async look(file: Source): Promise<Look> {
    return { format: 'table', ...(await seeTable(file)) };
  }

  /** Throws UnknownFileError. */
  async read(file: Source, told: Told): Promise<ReadReport> {
    const table = told.table ?? (await seeTable(file));
    await readTable(file, table, () => (this.#collected = new Collected()));
    return this.#collected.report();
  }

  part(from: number): Part {
    return this.#collected.part(from);
  }
}
