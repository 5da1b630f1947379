import { isOprfElement, oprfEvaluate, sha256, wipe } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { fromBase64url, toBase64url } from '../../src/encoding/index.ts';
import { MOST_YEARLY_DRILLS } from '../../src/wire/index.ts';
import type { Db } from '../database/index.ts';
import type { Asked } from '../http/index.ts';
import { Refusal } from '../http/index.ts';
import { countDeed, leftOf, restsUntil } from './deeds.ts';
import { openContent } from './escrow.ts';
import type { Parts } from './parts.ts';
import { YEAR } from './times.ts';
import type { ProvenByAsker } from './state.ts';
import { askerOf, leftOfRecovery, rowOf, standingOf } from './state.ts';

interface Evaluated {
  readonly evaluated: string;
  readonly left: number;
}

/** What may be evaluated, once it is counted. */
interface Counted {
  readonly escrow: number;
  readonly deeds: number;
  readonly left: number;
}

/**
 * One evaluation in a recovery past its wait: durable here and beside the root key before it is answered. The same element again is
 * answered again, and counts once: it tells nothing new, and its answer may have been lost. Throws Refusal.
 */
export async function evaluate(
  parts: Parts,
  asked: Asked,
  body: ProvenByAsker & { readonly blinded: string },
): Promise<Evaluated> {
  const blinded = fromBase64url(body.blinded);
  const found = await askerOf(parts, asked, body, 'evaluate', blinded);
  if (!found) throw new Refusal('recovery-refused');
  return evaluated(parts, blinded, (db) => countInRecovery(db, found.id, sha256(blinded), asked.now));
}

/** One evaluation to practise with: the box is in the keyring. Throws Refusal `not-found`, `recovery-waiting`, `recovery-spent`. */
export async function drill(
  parts: Parts,
  { account, now }: { readonly account: number; readonly now: number },
  body: { readonly blinded: string },
): Promise<Evaluated> {
  const blinded = fromBase64url(body.blinded);
  return evaluated(parts, blinded, (db) => countDrill(db, account, sha256(blinded), now));
}

async function evaluated(parts: Parts, blinded: Bytes, count: (db: Db) => Promise<Counted>): Promise<Evaluated> {
  if (!isOprfElement(blinded)) throw new Refusal('malformed');
  const { escrow, deeds, left } = await parts.database.write(count);
  await parts.deeds.raise(deeds);
  const key = await keyOf(parts, escrow);
  try {
    return { evaluated: toBase64url(oprfEvaluate(key, blinded)), left };
  } finally {
    wipe(key);
  }
}

async function keyOf(parts: Parts, escrow: number): Promise<Bytes> {
  const row = await parts.database.read(({ query }) =>
    query
      .selectFrom('escrows')
      .innerJoin('accounts', 'accounts.number', 'escrows.account')
      .select(['accounts.id', 'escrows.slot', 'escrows.sealed'])
      .where('escrows.number', '=', escrow)
      .executeTakeFirst(),
  );
  // Replaced since it was counted.
  if (!row) throw new Refusal('recovery-refused');
  return fromBase64url((await openContent(parts, row)).key);
}

async function countInRecovery(db: Db, id: Bytes, element: Bytes, now: number): Promise<Counted> {
  const row = await rowOf(db, id);
  const state = row ? standingOf(row, now) : 'over';
  if (row?.opens_at && state === 'waiting') {
    throw new Refusal('recovery-waiting', { retryAfter: Math.ceil((row.opens_at - now) / 1_000) });
  }
  if (!row?.escrow || row.share_key || state !== 'open') throw new Refusal('recovery-refused');
  const { number: recovery, escrow } = row;
  if (await isKnown(db, { escrow, recovery, element })) {
    return { escrow, deeds: 0, left: await leftOfRecovery(db, row, now) };
  }
  if ((await leftOfRecovery(db, row, now)) === 0) throw new Refusal('recovery-spent');
  const deeds = await add(db, { escrow, recovery, element, drill: 0, at: now });
  return { escrow, deeds, left: await leftOfRecovery(db, row, now) };
}

async function countDrill(db: Db, account: number, element: Bytes, now: number): Promise<Counted> {
  const row = await db.query
    .selectFrom('escrows')
    .select('number')
    .where('account', '=', account)
    .where('kind', '=', 'answers')
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  const rests = (await restsUntil(db)) - now;
  if (rests > 0) throw new Refusal('recovery-waiting', { retryAfter: Math.ceil(rests / 1_000) });
  const escrow = row.number;
  const drills = MOST_YEARLY_DRILLS - (await drillsOf(db, escrow, now));
  const left = async (): Promise<number> => Math.min(drills, await leftOf(db, escrow, now));
  if (await isKnown(db, { escrow, recovery: null, element })) return { escrow, deeds: 0, left: await left() };
  if ((await left()) <= 0) throw new Refusal('recovery-spent');
  const deeds = await add(db, { escrow, recovery: null, element, drill: 1, at: now });
  return { escrow, deeds, left: (await left()) - 1 };
}

interface Element {
  readonly escrow: number;
  readonly recovery: number | null;
  readonly element: Bytes;
}

async function isKnown({ query }: Db, { escrow, recovery, element }: Element): Promise<boolean> {
  const row = await query
    .selectFrom('evaluations')
    .select('number')
    .where('escrow', '=', escrow)
    .where((where) => (recovery === null ? where('recovery', 'is', null) : where('recovery', '=', recovery)))
    .where('element', '=', element)
    .executeTakeFirst();
  return row !== undefined;
}

async function add(db: Db, row: Element & { readonly drill: number; readonly at: number }): Promise<number> {
  await db.query.insertInto('evaluations').values(row).execute();
  return countDeed(db);
}

/** Drills of the last 365 days. */
export async function drillsOf({ query }: Db, escrow: number, now: number): Promise<number> {
  const { total } = await query
    .selectFrom('evaluations')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('escrow', '=', escrow)
    .where('drill', '=', 1)
    .where('at', '>', now - YEAR)
    .executeTakeFirstOrThrow();
  return total;
}
