import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Prepare, Statements, Value } from '../statements.ts';
import { atOnce } from './at-once.ts';

/** Prepares statements once for a connection. They are answered at once: nothing else happens between a question and its answer. */
export function prepareOn(database: DatabaseSync): Prepare {
  return <Name extends string>(_: string, texts: Readonly<Record<Name, string>>): Statements<Name> => {
    const prepared = Object.fromEntries(
      Object.entries<string>(texts).map(([name, text]) => [name, database.prepare(text)]),
    ) as Record<Name, StatementSync>;
    return {
      first: (name, ...values: Value[]) => atOnce(() => prepared[name].get(...values)),
      all: (name, ...values: Value[]) => atOnce(() => prepared[name].all(...values)),
      run: (name, ...values: Value[]) => atOnce(() => Number(prepared[name].run(...values).changes)),
    };
  };
}
