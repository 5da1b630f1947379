import { equal } from '../../src/crypto/index.ts';
import { fromId, toUtf8 } from '../../src/encoding/index.ts';
import type { RecoveryState } from '../../src/wire/index.ts';
import { MAIL_CODE_LIFE, MOST_RECOVERIES } from '../../src/wire/index.ts';
import type { Db, RecoveryRow } from '../database/index.ts';
import type { Asked } from '../http/index.ts';
import { Refusal } from '../http/index.ts';
import { codeHash } from './codes.ts';
import { restsUntil } from './deeds.ts';
import { newsOf } from './owner.ts';
import type { Parts } from './parts.ts';
import { secondsOf } from './seconds.ts';
import { OPEN_LASTS } from './times.ts';
import type { ProvenByAsker } from './state.ts';
import { askerOf, rowOf, standingOf, tellState } from './state.ts';

/** Wrong codes after which a recovery takes none any more. */
export const MOST_TRIES = 5;

/**
 * The mailed code. Where nothing more is asked for, it is waited from now on, and every signed-in device is told. The right one again
 * changes nothing. Throws Refusal `code-refused` (alike for a wrong code, an old one and a recovery that nobody knows), `recovery-full`.
 */
export async function takeCode(
  parts: Parts,
  asked: Asked,
  body: ProvenByAsker & { readonly code: string },
): Promise<RecoveryState> {
  const found = await askerOf(parts, asked, body, 'code', toUtf8(body.code));
  if (!found) throw new Refusal('code-refused');
  const { now } = asked;
  const hash = codeHash(parts, fromId(body.recovery), body.code);
  const outcome = await parts.database.write((db) => tryCode(parts, db, found.id, { hash, now }));
  if (typeof outcome === 'string') throw new Refusal(outcome);
  return begunState(parts, outcome, now);
}

/** Tells everybody where a wait began. */
export async function begunState(parts: Parts, { row, isNew }: Begun, now: number): Promise<RecoveryState> {
  if (isNew) parts.told(row.account, await parts.database.read((db) => newsOf(db, row.account, now)));
  return tellState(parts, row, now);
}

export interface Begun {
  readonly row: RecoveryRow;
  /** It is waited from now on. */
  readonly isNew: boolean;
}

type Outcome = 'code-refused' | 'recovery-full' | Begun;

/** A wrong try is written down, so it is no refusal before the transaction is through. */
async function tryCode(
  parts: Parts,
  db: Db,
  id: RecoveryRow['id'],
  { hash, now }: { readonly hash: RecoveryRow['code']; readonly now: number },
): Promise<Outcome> {
  const row = await rowOf(db, id);
  if (!row?.escrow || row.over !== null) return 'code-refused';
  const isRight = equal(row.code, hash);
  const hasSecond = (await secondsOf(parts, db, row)).by.length > 0;
  const isSecond = row.mailed_at !== null && hasSecond;
  if (row.passed_at !== null || isSecond) return isRight ? { row, isNew: false } : 'code-refused';
  if (row.tries >= MOST_TRIES || row.code_until <= now) return 'code-refused';
  if (!isRight) {
    await countTry(db, row);
    return 'code-refused';
  }
  return hasSecond ? awaitSecond(db, row, now) : begin(parts, db, row, now);
}

/** One wrong code more. */
export async function countTry({ query }: Db, { number, tries }: RecoveryRow): Promise<void> {
  await query
    .updateTable('recoveries')
    .set({ tries: tries + 1 })
    .where('number', '=', number)
    .execute();
}

/** As long as a mailed code is good, with tries of its own. Nobody is told yet: nothing is waited. */
async function awaitSecond({ query }: Db, row: RecoveryRow, now: number): Promise<Begun> {
  const mailed = { mailed_at: now, code_until: now + MAIL_CODE_LIFE, tries: 0 };
  await query.updateTable('recoveries').set(mailed).where('number', '=', row.number).execute();
  return { row: { ...row, ...mailed }, isNew: false };
}

/** Everything that was asked for is there: from now on it is waited. */
export async function begin(parts: Parts, db: Db, row: RecoveryRow, now: number): Promise<'recovery-full' | Begun> {
  if ((await openOf(db, row.escrow, now)) >= MOST_RECOVERIES) return 'recovery-full';
  const opensAt = Math.max(now + parts.settings.recoveryWait, await restsUntil(db));
  const passed = { passed_at: now, opens_at: opensAt, until: opensAt + OPEN_LASTS };
  await db.query.updateTable('recoveries').set(passed).where('number', '=', row.number).execute();
  await parts.note(db, row.account, 'recovery-begun', now);
  return { row: { ...row, ...passed }, isNew: true };
}

async function openOf({ query }: Db, escrow: number | null, now: number): Promise<number> {
  const rows = await query
    .selectFrom('recoveries')
    .selectAll()
    .where('escrow', '=', escrow)
    .where('over', 'is', null)
    .where('passed_at', 'is not', null)
    .execute();
  return rows.filter((row) => standingOf(row, now) !== 'over').length;
}
