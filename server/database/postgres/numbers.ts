import { sql } from 'kysely';
import type { Db } from '../database.ts';

interface Numbered {
  readonly name: string;
}

/** Has every table that numbers its rows go on behind the last of them, and behind `last` of that table. */
export async function numberOn({ query }: Db, last: ReadonlyMap<string, number>): Promise<void> {
  const { rows } = await sql<Numbered>`select table_name as name from information_schema.columns
    where table_schema = current_schema() and column_name = 'number' and is_identity = 'YES'`.execute(query);
  for (const { name } of rows) {
    const { rows: found } = await sql<{
      most: number | null;
    }>`select max(number) as most from ${sql.table(name)}`.execute(query);
    const next = Math.max(found[0]?.most ?? 0, last.get(name) ?? 0) + 1;
    await sql.raw(`alter table ${name} alter column number restart with ${String(next)}`).execute(query);
  }
}
