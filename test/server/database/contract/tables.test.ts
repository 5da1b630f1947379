import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { copyAll, openPostgres, openSqlite } from '../../../../server/database/index.ts';
import type { Database, Db } from '../../../../server/database/index.ts';
import { lacksPostgres, postgresServer } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/store.ts';
import { anId, makeAccount, openIn } from './engines.ts';

/** What a table is: its columns, what there is once in it, and whose rows its own go with. */
type Tables = Readonly<Record<string, readonly string[]>>;

async function rowsOf<Row>({ query }: Db, text: string): Promise<Row[]> {
  return (await sql.raw<Row>(text).execute(query)).rows;
}

const types: Readonly<Record<string, string>> = {
  integer: 'bigint',
  blob: 'bytea',
  text: 'text',
  real: 'double precision',
};

interface SqliteColumn {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
  readonly pk: number;
}

async function sqliteTable(db: Db, table: string): Promise<string[]> {
  const columns = await rowsOf<SqliteColumn>(db, `select * from pragma_table_info('${table}')`);
  const indexes = await rowsOf<{ columns: string }>(
    db,
    `select (select group_concat(name, ',') from (select name from pragma_index_info(l.name) order by seqno)) as columns
    from pragma_index_list('${table}') l where l."unique" = 1`,
  );
  const keys = await rowsOf<{ said: string }>(
    db,
    `select "from" || ' of ' || "table" || ', ' || on_delete as said from pragma_foreign_key_list('${table}')`,
  );
  const primary = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
  const all = [
    ...columns.map(({ name, type, notnull, dflt_value: standard, pk }) =>
      [name, types[type.toLowerCase()], notnull === 1 || pk > 0 ? 'needed' : 'or null', standard ?? '']
        .join(' ')
        .trim(),
    ),
    ...new Set([
      ...indexes.map(({ columns: names }) => `once: ${names}`),
      `once: ${primary.map(({ name }) => name).join(',')}`,
    ]),
    ...keys.map(({ said }) => said.toLowerCase()),
  ];
  return all.toSorted();
}

async function postgresTable(db: Db, table: string): Promise<string[]> {
  const columns = await rowsOf<{ said: string }>(
    db,
    `select concat_ws(' ', column_name, data_type, case is_nullable when 'NO' then 'needed' else 'or null' end, column_default) as said
    from information_schema.columns where table_schema = current_schema() and table_name = '${table}'`,
  );
  const indexes = await rowsOf<{ said: string }>(
    db,
    `select 'once: ' || (select string_agg(a.attname, ',' order by k.place) from unnest(i.indkey) with ordinality k (number, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number) as said
    from pg_index i where i.indrelid = '${table}'::regclass and i.indisunique`,
  );
  const keys = await rowsOf<{ said: string }>(
    db,
    `select a.attname || ' of ' || c.confrelid::regclass || ', '
      || case c.confdeltype when 'c' then 'cascade' when 'n' then 'set null' else 'no action' end as said
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.conrelid = '${table}'::regclass and c.contype = 'f'`,
  );
  return [...columns, ...indexes, ...keys].map(({ said }) => said).toSorted();
}

async function tablesOf(database: Database, names: string, table: typeof sqliteTable): Promise<Tables> {
  return database.read(async (db) => {
    const found: Record<string, string[]> = {};
    for (const { name } of await rowsOf<{ name: string }>(db, names)) found[name] = await table(db, name);
    return found;
  });
}

const sqliteNames = `select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name not like 'kysely%' order by name`;
const postgresNames = `select table_name as name from information_schema.tables
  where table_schema = current_schema() and table_name not like 'latchkey%' order by table_name collate "C"`;

const skipped = lacksPostgres === undefined ? '' : ` (${lacksPostgres})`;

test.skipIf(lacksPostgres !== undefined)(`both engines have the same tables${skipped}`, async () => {
  const address = await (await postgresServer()).database();
  const sqlite = await openIn({ open: () => openSqlite(temporaryFolder()) });
  const postgres = await openIn({ open: () => openPostgres(address) });
  const there = await tablesOf(postgres, postgresNames, postgresTable);
  expect(Object.keys(there).length).toBeGreaterThan(30);
  expect(there).toEqual(await tablesOf(sqlite, sqliteNames, sqliteTable));
});

test.skipIf(lacksPostgres !== undefined)(`a copy goes on with numbers that nobody had${skipped}`, async () => {
  const address = await (await postgresServer()).database();
  const sqlite = await openIn({ open: () => openSqlite(temporaryFolder()) });
  const postgres = await openIn({ open: () => openPostgres(address) });
  const ids = Array.from({ length: 1_201 }, anId);
  const { account } = await sqlite.write((db) => makeAccount(db));
  const frame = new Uint8Array(6_000).fill(7);
  await sqlite.write(({ records }) =>
    records.put(
      account,
      1,
      ids.map((id) => ({ id, revision: 1, frame })),
    ),
  );
  const gone = await sqlite.write((db) => makeAccount(db));
  await sqlite.write(({ query }) => query.deleteFrom('accounts').where('number', '=', gone.account).execute());
  expect(await copyAll(sqlite, postgres)).toMatchObject({ accounts: 1, records: 1_201 });
  expect(await postgres.read(({ records }) => records.sizes(account, ids))).toEqual(ids.map(() => 6_000));
  const next = await postgres.write((db) => makeAccount(db));
  expect(next.account).toBeGreaterThan(gone.account);
  expect(next.session).toBeGreaterThan(gone.session);
  await postgres.write(({ records }) => records.put(next.account, 1, [{ id: anId(), revision: 1, frame }]));
  // There is a store in it now.
  await expect(copyAll(sqlite, postgres)).rejects.toThrow('has a store in it already');
  expect(await postgres.read(({ query }) => query.selectFrom('accounts').select('number').execute())).toHaveLength(2);
});
