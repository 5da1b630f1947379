import type { Bytes } from '../../src/encoding/index.ts';
import { toId } from '../../src/encoding/index.ts';
import type { RecoveriesAnswer, RecoveryNews } from '../../src/wire/index.ts';
import { MOST_RECOVERIES, MOST_YEARLY_DRILLS } from '../../src/wire/index.ts';
import type { Db, EscrowRow, RecoveryRow } from '../database/index.ts';
import { leftOf, restsUntil } from './deeds.ts';
import { drillsOf } from './evaluate.ts';
import { standingOf } from './state.ts';

/** A recovery, and by what it is. */
type OpenOne = RecoveryRow & Pick<EscrowRow, 'kind'>;

/** The recoveries of an account that are past their code and not over. */
async function openOnes({ query }: Db, account: number, now: number): Promise<OpenOne[]> {
  const rows = await query
    .selectFrom('recoveries')
    .innerJoin('escrows', 'escrows.number', 'recoveries.escrow')
    .selectAll('recoveries')
    .select('kind')
    .where('recoveries.account', '=', account)
    .where('over', 'is', null)
    .where('passed_at', 'is not', null)
    .orderBy('recoveries.number')
    .execute();
  return rows.filter((row) => standingOf(row, now) !== 'over').slice(-2 * MOST_RECOVERIES);
}

/** What signed-in devices are told of an account's recoveries. */
export async function newsOf(db: Db, account: number, now: number): Promise<RecoveryNews> {
  const [open, rests] = [await openOnes(db, account, now), await restsUntil(db)];
  return { open: open.length, ...(rests > now ? { restsUntil: rests } : {}) };
}

/** The escrow of an account, and who is asking. */
export async function recoveriesOf(db: Db, account: number, now: number): Promise<RecoveriesAnswer> {
  const open = await openOnes(db, account, now);
  const rests = await restsUntil(db);
  return {
    escrow: await escrowOf(db, account, now),
    trustees: await slotOf(db, account, 'trustees'),
    organisation: await slotOf(db, account, 'organisation'),
    ...(rests > now ? { restsUntil: rests } : {}),
    open: open.map(({ id, kind, passed_at: since, opens_at: opensAt, until }) => ({
      recovery: toId(id),
      by: kind,
      since: since ?? 0,
      opensAt: opensAt ?? 0,
      until: until ?? 0,
    })),
  };
}

async function escrowOf(db: Db, account: number, now: number): Promise<RecoveriesAnswer['escrow']> {
  const row = await db.query
    .selectFrom('escrows')
    .select(['number', 'slot', 'second'])
    .where('account', '=', account)
    .where('kind', '=', 'answers')
    .executeTakeFirst();
  if (!row) return null;
  const slot: Bytes = row.slot;
  const drills = Math.max(0, MOST_YEARLY_DRILLS - (await drillsOf(db, row.number, now)));
  const second = row.second === null ? {} : { second: row.second };
  return { slot: toId(slot), left: await leftOf(db, row.number, now), drills, ...second };
}

async function slotOf(
  { query }: Db,
  account: number,
  kind: 'trustees' | 'organisation',
): Promise<RecoveriesAnswer['trustees']> {
  const row = await query
    .selectFrom('escrows')
    .select('slot')
    .where('account', '=', account)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row ? { slot: toId(row.slot) } : null;
}
