import type { Bytes } from '../../src/encoding/index.ts';

/** What a statement is asked with. */
export type Value = number | string | null | Bytes;

/** Statements of one connection, each known by its name. */
export interface Statements<Name extends string> {
  /** The first row that it answers. */
  first(name: Name, ...values: readonly Value[]): Promise<unknown>;
  all(name: Name, ...values: readonly Value[]): Promise<readonly unknown[]>;
  /** Answers how many rows it changed. */
  run(name: Name, ...values: readonly Value[]): Promise<number>;
}

/**
 * Prepares statements that every engine understands, with `?` where a value stands. `of` names them apart from others of the
 * same connection.
 */
export type Prepare = <Name extends string>(of: string, texts: Readonly<Record<Name, string>>) => Statements<Name>;
