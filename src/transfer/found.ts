import type { FieldHistory, ItemFields } from '../items/index.ts';

/** One item of a file, before it is anybody's. What the file doesn't say of its times is absent. */
export interface Found {
  readonly item: ItemFields;
  readonly createdAt?: number;
  readonly updatedAt?: number;
  readonly trashedAt?: number;
  readonly history?: readonly FieldHistory[];
  /** Fields that this version doesn't know, of a file of ours: they come along as they are. */
  readonly later?: Readonly<Record<string, unknown>>;
}

/** Why something of a file does not come. Each has its sentence in the message catalogues. */
export type Why =
  /** A quotation mark is missing, so that nobody can say where its cells end. */
  | 'quote'
  /** It says nothing outside the program that wrote it. */
  | 'internal'
  /** Longer than what a vault keeps. */
  | 'too-long'
  /** Not of the form that it should have, or half a character. */
  | 'malformed'
  /** The same as another item of this file, in every field. */
  | 'twice'
  /** Not to be read as an item: damaged, or of a later version. */
  | 'no-item'
  /** A file that the item has, or only its name. */
  | 'attachment'
  /** A kind of thing that isn't kept here yet. */
  | 'passkey'
  /** It was thrown away there. */
  | 'trashed'
  /** A folder with nothing in it. */
  | 'empty'
  /** A match rule that we don't have: the nearest one stands in its place. */
  | 'rule'
  /** A person said so. */
  | 'unwanted';

export interface LeftOut {
  /** Where: a line (from 1), or the title of an item. Neither: the whole file. */
  readonly line?: number;
  readonly title?: string;
  /** What: a column, a field, the name of a file. Absent: all of it. */
  readonly what?: string;
  readonly why: Why;
}

/** Who hears what a file holds, in its order. */
export interface Sink {
  readonly found: (found: Found, line?: number) => void;
  readonly leftOut: (what: LeftOut) => void;
}
