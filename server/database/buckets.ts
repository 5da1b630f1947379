import type { Bytes } from '../../src/encoding/index.ts';
import type { Db } from './database.ts';

/** How much may be taken at once, and how much comes back in an hour. */
export interface Rate {
  readonly burst: number;
  readonly perHour: number;
}

const HOUR = 3_600_000;

/** `level` counts what was taken and not yet given back; it drains with time. */
interface Bucket {
  readonly level: number;
  readonly at: number;
}

function drained({ level, at }: Bucket, { perHour }: Rate, now: number): number {
  return Math.max(0, level - (Math.max(0, now - at) * perHour) / HOUR);
}

async function readBucket(db: Db, name: Bytes): Promise<Bucket | undefined> {
  return db.query.selectFrom('buckets').select(['level', 'at']).where('name', '=', name).executeTakeFirst();
}

async function writeBucket(db: Db, name: Bytes, bucket: Bucket): Promise<void> {
  await db.query
    .insertInto('buckets')
    .values({ name, ...bucket })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ ...bucket }))
    .execute();
}

/**
 * Takes one from a bucket that lies in the database, so that a restart gives nobody new tries. Answers the seconds to
 * wait where nothing is left. `name` is a keyed hash: it names neither account nor address.
 */
export async function takeFrom(db: Db, name: Bytes, rate: Rate, now: number): Promise<number | undefined> {
  const bucket = (await readBucket(db, name)) ?? { level: 0, at: now };
  const level = drained(bucket, rate, now);
  if (level + 1 > rate.burst) return Math.ceil(((level + 1 - rate.burst) * HOUR) / rate.perHour / 1_000);
  await writeBucket(db, name, { level: level + 1, at: now });
  return undefined;
}

/** Gives back what an attempt took that turned out to be the owner's. */
export async function refill(db: Db, name: Bytes): Promise<void> {
  await db.query.deleteFrom('buckets').where('name', '=', name).execute();
}

/** Forgets what has long drained. Every rate here refills within a day. */
export async function sweepBuckets(db: Db, now: number): Promise<void> {
  await db.query
    .deleteFrom('buckets')
    .where('at', '<', now - 48 * HOUR)
    .execute();
}
