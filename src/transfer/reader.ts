import type { Bytes } from '../encoding/index.ts';
import { isArchive } from './archive.ts';
import { readArchive } from './bitwarden-archive.ts';
import { openBitwarden } from './bitwarden-sealed.ts';
import type { Argon2id } from './bitwarden-sealed.ts';
import { readBitwarden } from './bitwarden.ts';
import { Collected } from './collected.ts';
import type { Part, ReadReport } from './collected.ts';
import { beginsJson, readJson } from './json.ts';
import { isPlain, readPlain } from './plain.ts';
import { readTable, seeTable } from './table.ts';
import type { TableSeen, TableTold } from './table.ts';
import type { Source } from './pieces.ts';

/** What a file is, found by what is in it; its name says nothing. */
export type Look = ({ readonly format: 'table' } & TableSeen) | { readonly format: 'plain' | 'json' | 'archive' };

/** What a person adds to it. */
export interface Told {
  /** Of a table: what its columns are. */
  readonly table?: TableTold;
  /** Of a file that has one: its password, in UTF-8. */
  readonly password?: Bytes;
}

/** Reads one file after another; of the last one everything is held until the next. */
export class FileReading {
  readonly #argon2id: Argon2id;
  #collected = new Collected();

  constructor(argon2id: Argon2id) {
    this.#argon2id = argon2id;
  }

  /** Throws UnknownFileError. */
  async look(file: Source): Promise<Look> {
    if (await isArchive(file)) return { format: 'archive' };
    if (await isPlain(file)) return { format: 'plain' };
    return (await beginsJson(file)) ? { format: 'json' } : { format: 'table', ...(await seeTable(file)) };
  }

  /** Throws UnknownFileError, NewerFileError, FileTooLargeError, and what `openBitwarden` and `readArchive` do. */
  async read(file: Source, told: Told): Promise<ReadReport> {
    const begin = (): Collected => (this.#collected = new Collected());
    if (told.table) await readTable(file, told.table, begin);
    else if (await isArchive(file)) {
      const { content, attachments } = await readArchive(file);
      readBitwarden(await this.#open(content, told), begin(), attachments);
    } else if (await isPlain(file)) await readPlain(file, (this.#collected = new Collected('exact')));
    else if (await beginsJson(file)) readBitwarden(await this.#open(await readJson(file), told), begin());
    else await readTable(file, await seeTable(file), begin);
    return this.#collected.report();
  }

  part(from: number): Part {
    return this.#collected.part(from);
  }

  #open(content: unknown, { password }: Told): Promise<unknown> {
    return openBitwarden(content, password, this.#argon2id);
  }
}
