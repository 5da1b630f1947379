import { describe, onTestFinished } from 'vitest';
import { newId } from '../../../../src/crypto/index.ts';
import type { Bytes } from '../../../../src/encoding/index.ts';
import { fromId } from '../../../../src/encoding/index.ts';
import type { Database, Db } from '../../../../server/database/index.ts';
import { openPostgres, openSqlite } from '../../../../server/database/index.ts';
import { lacksPostgres, postgresServer } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/store.ts';

/** Data of one engine, and how it is opened once more. */
export interface Place {
  open(): Promise<Database>;
}

interface Engine {
  readonly name: string;
  readonly place: () => Promise<Place>;
  /** Why it can't run here. */
  readonly lacks?: string | undefined;
}

const engines: readonly Engine[] = [
  {
    name: 'SQLite',
    place: () => {
      const folder = temporaryFolder();
      return Promise.resolve({ open: () => openSqlite(folder) });
    },
  },
  {
    name: 'PostgreSQL',
    lacks: lacksPostgres,
    place: async () => {
      const address = await (await postgresServer()).database();
      return { open: () => openPostgres(address) };
    },
  },
];

/** An opened database that is closed when the test is through. */
export async function openIn(place: Place): Promise<Database> {
  const database = await place.open();
  onTestFinished(() => database.close());
  return database;
}

/** What holds of every engine. */
export function describeEngines(what: string, contract: (place: () => Promise<Place>) => void): void {
  for (const { name, place, lacks } of engines) {
    const title = `${what}, on ${name}`;
    if (lacks === undefined) describe(title, () => contract(place));
    else describe.skip(`${title} (${lacks})`, () => contract(place));
  }
}

/** An id of its own. */
export const anId = (): Bytes => fromId(newId());

const NO_HEAD = new Uint8Array(32);

/** An account with an empty vault and a session, by its number. */
export async function makeAccount(
  { query }: Db,
  id = anId(),
): Promise<{ account: number; session: number; token: Bytes }> {
  const { number: account } = await query
    .insertInto('accounts')
    .values({ id, created_at: 1, made_by: id, totp_step: 0 })
    .returning('number')
    .executeTakeFirstOrThrow();
  await query
    .insertInto('vaults')
    .values({
      account,
      head: NO_HEAD,
      sequence: 0,
      records: 0,
      bytes: 0,
      state_sequence: 0,
    })
    .execute();
  const [token, times] = [
    anId(),
    {
      created_at: 1,
      signed_in_at: 2,
      last_seen_at: 3,
      expires_at: 1_900_000_000_000,
    },
  ];
  const { number: session } = await query
    .insertInto('sessions')
    .values({
      id: anId(),
      account,
      token,
      request_key: anId(),
      how: 'password',
      ...times,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  return { account, session, token };
}
