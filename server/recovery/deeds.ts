import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { MOST_YEARLY_EVALUATIONS } from '../../src/wire/index.ts';
import type { Database, Db } from '../database/index.ts';
import { REST, YEAR } from './times.ts';

/** So many evaluations a slot has had, at least, once the database was restored: nobody knows how many were forgotten. */
const HAD_AT_LEAST = 20;
const LINE = /^latchkey-recovery-deeds-1 ([0-9]{1,15})\n?$/;

/** What a start found: `restored`, the database knows fewer deeds than were done; `missing`, the file beside the root key is gone. */
type Found = 'same' | 'restored' | 'missing';

/**
 * How many evaluations were given and recoveries stopped, ever: in the database, and in a file beside the root key, which no copy of the
 * database brings back. Each is counted in both before it is answered.
 */
export class DeedCount {
  readonly #file: string;
  #written: number;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, written: number) {
    this.#file = file;
    this.#written = written;
  }

  /** Compares both at the start; a database that was restored rests from then on. Throws what the file system throws. */
  static async open(
    file: string,
    database: Database,
    clock: () => number,
  ): Promise<{ deeds: DeedCount; found: Found }> {
    const there = existsSync(file) ? LINE.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
    const said = Number(there ?? 0);
    const known = await database.read((db) => readDeeds(db));
    const isRestored = known.deeds < said;
    if (isRestored) await database.write((db) => rest(db, said, clock()));
    const deeds = new DeedCount(file, said);
    if (known.deeds > said || there === undefined) deeds.#write(Math.max(known.deeds, said));
    const isMissing = there === undefined && known.deeds > 0;
    return { deeds, found: isRestored ? 'restored' : isMissing ? 'missing' : 'same' };
  }

  /** Makes `deeds` durable beside the root key, after the database has it and before anybody is answered. */
  raise(deeds: number): Promise<void> {
    const mine = this.#writing.then(() => {
      if (deeds > this.#written) this.#write(deeds);
    });
    // Whoever comes next tries again, and is told by itself.
    this.#writing = mine.catch(() => undefined);
    return mine;
  }

  #write(deeds: number): void {
    const fresh = `${this.#file}-new`;
    const descriptor = openSync(fresh, 'w', 0o600);
    try {
      writeSync(descriptor, `latchkey-recovery-deeds-1 ${String(deeds)}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(fresh, this.#file);
    const folder = openSync(dirname(this.#file), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
    this.#written = deeds;
  }
}

/** What the database knows. */
async function readDeeds({ query }: Db): Promise<{ readonly deeds: number; readonly restsUntil: number }> {
  const row = await query.selectFrom('recovery_deeds').selectAll().executeTakeFirst();
  return { deeds: row?.deeds ?? 0, restsUntil: row?.rests_until ?? 0 };
}

/** Until when nothing opens. */
export async function restsUntil(db: Db): Promise<number> {
  return (await readDeeds(db)).restsUntil;
}

/** One more, in the transaction of what was done; answers how many, which `raise` must be told. */
export async function countDeed({ query }: Db): Promise<number> {
  const { deeds } = await query
    .insertInto('recovery_deeds')
    .values({ id: 1, deeds: 1, rests_until: 0 })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({ deeds: row('recovery_deeds.deeds', '+', 1) })),
    )
    .returning('deeds')
    .executeTakeFirstOrThrow();
  return deeds;
}

/** A restored database: it rests, everything that was open is over, and each slot's count stands at twenty at least. */
async function rest(db: Db, deeds: number, now: number): Promise<void> {
  const { query } = db;
  const row = { deeds, rests_until: now + REST };
  await query
    .insertInto('recovery_deeds')
    .values({ id: 1, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await query.updateTable('recoveries').set({ over: 'restored' }).where('over', 'is', null).execute();
  for (const { number } of await query.selectFrom('escrows').select('number').where('kind', '=', 'answers').execute()) {
    const missing = HAD_AT_LEAST - (await evaluationsOf(db, number, now));
    const forgotten = { escrow: number, recovery: null, element: null, drill: 0, at: now };
    if (missing > 0) {
      await query
        .insertInto('evaluations')
        .values(Array.from({ length: missing }, () => forgotten))
        .execute();
    }
  }
}

/** Evaluations by the key of an escrow in the last 365 days. */
async function evaluationsOf({ query }: Db, escrow: number, now: number): Promise<number> {
  const { total } = await query
    .selectFrom('evaluations')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('escrow', '=', escrow)
    .where('at', '>', now - YEAR)
    .executeTakeFirstOrThrow();
  return total;
}

/** So many evaluations an escrow has left this year. */
export async function leftOf(db: Db, escrow: number, now: number): Promise<number> {
  return Math.max(0, MOST_YEARLY_EVALUATIONS - (await evaluationsOf(db, escrow, now)));
}
