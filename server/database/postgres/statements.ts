import type { Client, Pool, QueryResult } from 'pg';
import type { Prepare, Statements, Value } from '../statements.ts';

/** Whom questions are put to: a connection, or any of several. */
export type Asked = Pick<Client | Pool, 'query'>;

/** With PostgreSQL's places, `$1` and so on, for `?`. */
export function numbered(text: string): string {
  let place = 0;
  return text.replaceAll('?', () => `$${String((place += 1))}`);
}

/** Asks by a statement that a connection prepares under this name when it meets it first. */
export function ask(asked: Asked, name: string, text: string, values: readonly Value[]): Promise<QueryResult> {
  return asked.query({ name, text, values: [...values] });
}

/** Statements that are prepared once a connection. */
export function prepareOn(asked: Asked): Prepare {
  return <Name extends string>(of: string, texts: Readonly<Record<Name, string>>): Statements<Name> => {
    const prepared = Object.fromEntries(
      Object.entries<string>(texts).map(([name, text]) => [name, numbered(text)]),
    ) as Record<Name, string>;
    const asking = (name: Name, values: readonly Value[]) => ask(asked, `${of}-${name}`, prepared[name], values);
    return {
      first: async (name, ...values) => (await asking(name, values)).rows[0] as unknown,
      all: async (name, ...values) => (await asking(name, values)).rows as readonly unknown[],
      run: async (name, ...values) => (await asking(name, values)).rowCount ?? 0,
    };
  };
}
