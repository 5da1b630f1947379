import { Collected } from './collected.ts';
import type { Part, ReadReport } from './collected.ts';
import { isPlain, readPlain } from './plain.ts';
import { readTable, seeTable } from './table.ts';
import type { TableSeen, TableTold } from './table.ts';
import type { Source } from './pieces.ts';

/** What a file is, found by what is in it; its name says nothing. */
export type Look = ({ readonly format: 'table' } & TableSeen) | { readonly format: 'plain' };

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
    if (await isPlain(file)) return { format: 'plain' };
    return { format: 'table', ...(await seeTable(file)) };
  }

  /** Throws UnknownFileError, NewerFileError. */
  async read(file: Source, told: Told): Promise<ReadReport> {
    if (!told.table && (await isPlain(file))) {
      this.#collected = new Collected('exact');
      await readPlain(file, this.#collected);
      return this.#collected.report();
    }
    const table = told.table ?? (await seeTable(file));
    await readTable(file, table, () => (this.#collected = new Collected()));
    return this.#collected.report();
  }

  part(from: number): Part {
    return this.#collected.part(from);
  }
}
