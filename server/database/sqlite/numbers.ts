import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** The last number that each table gave out which never uses one twice, also where its row is gone. */
export async function lastNumbers({ query }: Db): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ name: string; seq: number }>`select name, seq from sqlite_sequence`.execute(query);
  return new Map(rows.map(({ name, seq }) => [name, seq]));
}
