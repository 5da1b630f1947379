import { sql } from 'kysely';
import type { Bytes } from '../../src/encoding/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import type { Database, Db } from './database.ts';
import { DatabaseUnavailableError } from './errors.ts';
import { numberOn } from './postgres/index.ts';
import type { Schema } from './schema.ts';
import { lastNumbers } from './sqlite/index.ts';

type Table = keyof Schema;
type Row = Readonly<Record<string, unknown>>;

/** In an order in which each comes behind those that its rows name. */
const order: Readonly<Record<Table, null>> = {
  tenant_keys: null,
  purpose_keys: null,
  accounts: null,
  vaults: null,
  states: null,
  slots: null,
  commits: null,
  records: null,
  lists: null,
  authors: null,
  leaves: null,
  sessions: null,
  nonces: null,
  tickets: null,
  passkeys: null,
  sign_keys: null,
  security_keys: null,
  backup_codes: null,
  activity: null,
  buckets: null,
  pre_keys: null,
  contact_tokens: null,
  token_uses: null,
  mailboxes: null,
  envelopes: null,
  escrows: null,
  recoveries: null,
  evaluations: null,
  handed_shares: null,
  recovery_deeds: null,
  topics: null,
  announcements: null,
};
const tables = Object.keys(order) as readonly Table[];

/** So many rows, and so many bytes and one row more, are in memory at once. */
const SLICE_ROWS = 500;
const SLICE_BYTES = 4_194_304;
const HEADS = 1_000;

/** What was copied. */
interface Copied {
  readonly accounts: number;
  readonly records: number;
  readonly rows: number;
}

/**
 * Copies all that a SQLite database has into a PostgreSQL database that has nothing yet, in one transaction: all of it, found to be the
 * same by counts, bytes of records and heads, or nothing. Nobody else may have either. Throws DatabaseUnavailableError.
 */
export function copyAll(from: Database, to: Database): Promise<Copied> {
  return from.read((source) => to.write((target) => copyInto(source, target), { alone: true }), { still: true });
}

async function copyInto(source: Db, target: Db): Promise<Copied> {
  for (const table of tables) {
    if ((await countOf(target, table)) > 0) {
      throw new DatabaseUnavailableError('the database to copy to has a store in it already: name an empty one');
    }
  }
  for (const table of tables) await copyTable(source, target, table);
  await numberOn(target, await lastNumbers(source));
  return compare(source, target);
}

async function copyTable(source: Db, target: Db, table: Table): Promise<void> {
  let [slice, bytes]: [Row[], number] = [[], 0];
  const put = async (): Promise<void> => {
    if (slice.length > 0) await target.query.insertInto(table).values(slice).execute();
    [slice, bytes] = [[], 0];
  };
  for await (const row of source.query
    .selectFrom(table as 'accounts')
    .selectAll()
    .stream() as AsyncIterable<Row>) {
    slice.push(row);
    bytes += Object.values(row).reduce<number>(
      (sum, value) => sum + (value instanceof Uint8Array ? value.length : 8),
      0,
    );
    if (slice.length === SLICE_ROWS || bytes >= SLICE_BYTES) await put();
  }
  await put();
}

async function countOf({ query }: Db, table: Table): Promise<number> {
  const { total } = await query
    .selectFrom(table as 'accounts')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

async function bytesOf({ query }: Db): Promise<number> {
  const { rows } = await sql<{ total: number | null }>`select sum(length(frame)) as total from records`.execute(query);
  return rows[0]?.total ?? 0;
}

async function compare(source: Db, target: Db): Promise<Copied> {
  const counts = new Map<Table, number>();
  for (const table of tables) {
    const count = await countOf(target, table);
    if (count !== (await countOf(source, table))) throw differs(table);
    counts.set(table, count);
  }
  if ((await bytesOf(source)) !== (await bytesOf(target))) throw differs('records');
  let after = 0;
  for (let isMore = true; isMore;) {
    const [here, there]: Head[][] = [await headsAfter(source, after), await headsAfter(target, after)];
    if (JSON.stringify(here?.map(shown)) !== JSON.stringify(there?.map(shown))) throw differs('vaults');
    const last = here?.at(-1);
    isMore = last !== undefined;
    after = last?.account ?? after;
  }
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { accounts: counts.get('accounts') ?? 0, records: counts.get('records') ?? 0, rows };
}

function differs(table: Table): DatabaseUnavailableError {
  return new DatabaseUnavailableError(
    `what was copied of ${table} is not what was there: nothing was kept of the copy`,
  );
}

interface Head {
  readonly account: number;
  readonly id: Bytes;
  readonly head: Bytes;
  readonly sequence: number;
  readonly bytes: number;
}

function headsAfter({ query }: Db, after: number): Promise<Head[]> {
  return query
    .selectFrom('vaults')
    .innerJoin('accounts', 'accounts.number', 'vaults.account')
    .select(['vaults.account', 'accounts.id', 'vaults.head', 'vaults.sequence', 'vaults.bytes'])
    .where('vaults.account', '>', after)
    .orderBy('vaults.account')
    .limit(HEADS)
    .execute();
}

const shown = ({ account, id, head, sequence, bytes }: Head) => [
  account,
  toBase64url(id),
  toBase64url(head),
  sequence,
  bytes,
];
