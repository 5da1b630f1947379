import { fromBase64url, fromId, toBase64url, toId } from '../../src/encoding/index.ts';
import type { AnswerOf } from '../../src/wire/index.ts';
import { MOST_HANDED } from '../../src/wire/index.ts';
import type { Db, RecoveryRow } from '../database/index.ts';
import type { Asked } from '../http/index.ts';
import { Refusal } from '../http/index.ts';
import { openSeal } from './escrow.ts';
import type { Parts } from './parts.ts';
import type { ProvenByAsker } from './state.ts';
import { askerOf, rowOf, standingOf } from './state.ts';

/**
 * Where trustees or an organisation find a recovery, by the code that they were told: named once, by the browser that asks. Answers the
 * sealed shares that came so far. Throws Refusal `recovery-refused`, also for another name than before.
 */
export async function meet(
  parts: Parts,
  asked: Asked,
  body: ProvenByAsker & { readonly meeting: string },
): Promise<{ shares: string[] }> {
  const meeting = fromId(body.meeting);
  const found = await askerOf(parts, asked, body, 'meet', meeting);
  if (!found?.share_key) throw new Refusal('recovery-refused');
  return parts.database.write(async (db) => {
    const row = await rowOf(db, found.id);
    if (!row || !isGathering(row, asked.now)) throw new Refusal('recovery-refused');
    if (row.meeting === null) await name(db, row, meeting);
    else if (toId(row.meeting) !== body.meeting) throw new Refusal('recovery-refused');
    const rows = await db.query
      .selectFrom('handed_shares')
      .select('share')
      .where('recovery', '=', row.number)
      .orderBy('number')
      .execute();
    return { shares: rows.map(({ share }) => toBase64url(share)) };
  });
}

async function name(db: Db, { number }: RecoveryRow, meeting: RecoveryRow['id']): Promise<void> {
  const taken = await rowAt(db, meeting);
  if (taken) throw new Refusal('recovery-refused');
  await db.query.updateTable('recoveries').set({ meeting }).where('number', '=', number).execute();
}

type Told = AnswerOf<'recoveryMeeting'>;

/**
 * Who asks, to whoever helps; and, where that is an organisation, what is sealed to it. Throws Refusal `not-found`, also once it is over or
 * was stopped.
 */
export async function meetingOf(parts: Parts, { address, now }: Asked, meeting: string): Promise<Told> {
  parts.rates.take(address, now);
  const found = await parts.database.read(async (db) => {
    const row = await rowAt(db, fromId(meeting));
    if (!row || !isGathering(row, now)) return undefined;
    const of = db.query
      .selectFrom('escrows')
      .innerJoin('accounts', 'accounts.number', 'escrows.account')
      .select(['accounts.id', 'escrows.kind', 'escrows.slot', 'escrows.sealed'])
      .where('escrows.number', '=', row.escrow ?? 0);
    return { row, escrow: await of.executeTakeFirstOrThrow() };
  });
  if (!found?.row.share_key) throw new Refusal('not-found');
  const { row, escrow } = found;
  const told = { account: toId(escrow.id), shareKey: toBase64url(found.row.share_key) };
  const times = { since: row.passed_at ?? 0, opensAt: row.opens_at ?? 0 };
  if (escrow.kind !== 'organisation') return { ...told, ...times };
  const seal = toBase64url(await openSeal(parts, escrow));
  return { ...told, ...times, organisation: { slot: toId(escrow.slot), seal } };
}

/**
 * A trustee's share, or an organisation's answer, sealed; the same one again is there once. Throws Refusal `not-found`, `recovery-full`.
 */
export async function hand(
  parts: Parts,
  { address, now }: Asked,
  body: { readonly meeting: string; readonly share: string },
): Promise<void> {
  parts.rates.take(address, now);
  const share = fromBase64url(body.share);
  await parts.database.write(async (db) => {
    const row = await rowAt(db, fromId(body.meeting));
    if (!row || !isGathering(row, now)) throw new Refusal('not-found');
    const { query } = db;
    const { had } = await query
      .selectFrom('handed_shares')
      .select(({ fn }) => fn.countAll<number>().as('had'))
      .where('recovery', '=', row.number)
      .where('share', '!=', share)
      .executeTakeFirstOrThrow();
    if (had >= MOST_HANDED) throw new Refusal('recovery-full');
    await query
      .insertInto('handed_shares')
      .values({ recovery: row.number, share })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

function rowAt({ query }: Db, meeting: RecoveryRow['id']): Promise<RecoveryRow | undefined> {
  return query.selectFrom('recoveries').selectAll().where('meeting', '=', meeting).executeTakeFirst();
}

function isGathering(row: RecoveryRow, now: number): boolean {
  return row.escrow !== null && ['waiting', 'open'].includes(standingOf(row, now));
}
