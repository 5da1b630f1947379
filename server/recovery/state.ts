import { PublicKeyError, equal, hmacSha256, wipe } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { associate, fromBase64url, fromId, toBase64url, toId, toUtf8, u64 } from '../../src/encoding/index.ts';
import type { RecoveryState } from '../../src/wire/index.ts';
import { MOST_EVALUATIONS, REQUEST_WINDOW } from '../../src/wire/index.ts';
import type { Db, RecoveryRow } from '../database/index.ts';
import type { Asked } from '../http/index.ts';
import { Refusal } from '../http/index.ts';
import type { DoorKey } from '../kms/index.ts';
import { leftOf } from './deeds.ts';
import { openContent } from './escrow.ts';
import type { Parts } from './parts.ts';
import { secondsOf } from './seconds.ts';

/** What an asker's request is proven with. */
export interface ProvenByAsker {
  readonly recovery: string;
  readonly time: number;
  readonly mac: string;
}

export type Step = 'code' | 'sms' | 'second' | 'look' | 'evaluate' | 'meet' | 'cancel';

export function rowOf({ query }: Db, id: Bytes): Promise<RecoveryRow | undefined> {
  return query.selectFrom('recoveries').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * The recovery that a request is about, if its own key proves it for now; undefined where there is none of that id. Throws Refusal
 * `request-time`, `too-many-requests`, and `recovery-refused` for a MAC by another key.
 */
export async function askerOf(
  { database, doorKey, rates, settings }: Parts,
  { address, now }: Asked,
  { recovery, time, mac }: ProvenByAsker,
  step: Step,
  value: Bytes,
): Promise<RecoveryRow | undefined> {
  rates.take(address, now);
  if (Math.abs(time - now) > REQUEST_WINDOW) throw new Refusal('request-time');
  const id = fromId(recovery);
  const row = await database.read((db) => rowOf(db, id));
  if (!row) return undefined;
  const message = associate('recovery/request', {
    origin: toUtf8(settings.origin),
    recovery: id,
    step: toUtf8(step),
    time: u64(time),
    value,
  });
  const right = await macOf(doorKey, row, message);
  if (!right || !equal(right, fromBase64url(mac))) throw new Refusal('recovery-refused');
  return row;
}

/** Undefined where the recovery was opened with no key. */
async function macOf(doorKey: DoorKey, { id, request_key }: RecoveryRow, message: Bytes): Promise<Bytes | undefined> {
  try {
    const key = await doorKey.macKey(request_key, 'recovery/mac', id);
    const mac = hmacSha256(key, message);
    wipe(key);
    return mac;
  } catch (error) {
    if (error instanceof PublicKeyError) return undefined;
    throw error;
  }
}

/** How far a recovery is. Its wait is over by the store's clock alone, and again not where that clock was put back. */
export function standingOf(row: RecoveryRow, now: number): 'asked' | 'second' | 'waiting' | 'open' | 'over' {
  if (row.over !== null) return 'over';
  if (row.passed_at === null || row.opens_at === null || row.until === null) {
    if (row.mailed_at === null) return 'asked';
    return row.code_until > now ? 'second' : 'over';
  }
  if (row.until <= now) return 'over';
  return row.opens_at <= now ? 'open' : 'waiting';
}

/** Evaluations that a recovery has had. */
async function usedOf({ query }: Db, recovery: number): Promise<number> {
  const { total } = await query
    .selectFrom('evaluations')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('recovery', '=', recovery)
    .executeTakeFirstOrThrow();
  return total;
}

/** Evaluations that a recovery has left: its own, and those of its escrow. */
export async function leftOfRecovery(db: Db, { number, escrow }: RecoveryRow, now: number): Promise<number> {
  if (escrow === null) return 0;
  const own = MOST_EVALUATIONS - (await usedOf(db, number));
  return Math.max(0, Math.min(own, await leftOf(db, escrow, now)));
}

const reasons = { stopped: 'stopped', cancelled: 'cancelled', replaced: 'replaced', restored: 'restored' } as const;

/** What the asker is told: the questions once the code was right, the box once the wait is over. */
export async function tellState(parts: Parts, row: RecoveryRow, now: number): Promise<RecoveryState> {
  const state = standingOf(row, now);
  if (state === 'asked') return { state };
  if (state === 'second') {
    const { by, keys } = await parts.database.read((db) => secondsOf(parts, db, row));
    // Its owner has no second factor any more: the mailed code is enough, once more.
    return by.length > 0 ? { state, by, keys } : { state: 'asked' };
  }
  if (row.share_key && state !== 'over') return gathering(parts, row, state === 'open');
  const found = state === 'over' ? undefined : await contentOf(parts, row, now);
  if (!found) return { state: 'over', why: row.over === null ? 'expired' : reasons[row.over] };
  const { salt, questions, box } = found.content;
  const asked = { salt, questions };
  if (state === 'waiting') return { state, opensAt: row.opens_at ?? 0, ...asked };
  const place = { account: toId(found.id), slot: toId(found.slot) };
  return { state: 'open', until: row.until ?? 0, left: found.left, ...place, ...asked, box };
}

async function gathering({ database }: Parts, row: RecoveryRow, isOpen: boolean): Promise<RecoveryState> {
  const found = await database.read(({ query }) =>
    query
      .selectFrom('escrows')
      .innerJoin('accounts', 'accounts.number', 'escrows.account')
      .select(['accounts.id', 'escrows.slot', 'escrows.sign_key'])
      .where('escrows.number', '=', row.escrow ?? 0)
      .executeTakeFirst(),
  );
  if (!found) return { state: 'over', why: 'replaced' };
  const { id, slot, sign_key: key } = found;
  const times = { opensAt: row.opens_at ?? 0, until: row.until ?? 0 };
  return { state: 'gathering', isOpen, ...times, account: toId(id), slot: toId(slot), signKey: toBase64url(key) };
}

async function contentOf(parts: Parts, row: RecoveryRow, now: number) {
  const found = await parts.database.read(async (db) => {
    const escrow = await db.query
      .selectFrom('escrows')
      .innerJoin('accounts', 'accounts.number', 'escrows.account')
      .select(['accounts.id', 'escrows.slot', 'escrows.sealed'])
      .where('escrows.number', '=', row.escrow ?? 0)
      .executeTakeFirst();
    return escrow && { ...escrow, left: await leftOfRecovery(db, row, now) };
  });
  return found && { ...found, content: await openContent(parts, found) };
}
