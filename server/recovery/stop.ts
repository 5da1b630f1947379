import { verify } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { associate, bytes, fromBase64url, fromId, toUtf8, u64 } from '../../src/encoding/index.ts';
import { REQUEST_WINDOW } from '../../src/wire/index.ts';
import type { Db, RecoveryRow } from '../database/index.ts';
import type { Asked } from '../http/index.ts';
import { Refusal } from '../http/index.ts';
import { readStop, stopHash } from './codes.ts';
import { countDeed } from './deeds.ts';
import { newsOf } from './owner.ts';
import type { Parts } from './parts.ts';
import type { ProvenByAsker } from './state.ts';
import { askerOf, rowOf, standingOf } from './state.ts';

interface Veto {
  readonly recovery: string;
  readonly device: string;
  readonly time: number;
  readonly signature: string;
}

interface Owner {
  readonly account: number;
  readonly accountId: Bytes;
  readonly now: number;
}

/**
 * A listed device stops a recovery, in whichever state it is. Its signature takes an unlocked browser; that somebody unlocked it just now
 * is the browser's to see to. Throws Refusal `author-refused`, `request-time`, `not-found`.
 */
export async function vetoByDevice(parts: Parts, { account, accountId, now }: Owner, veto: Veto): Promise<void> {
  if (Math.abs(veto.time - now) > REQUEST_WINDOW) throw new Refusal('request-time');
  const [id, device] = [fromId(veto.recovery), fromId(veto.device)];
  const message = associate('recovery/veto', {
    origin: toUtf8(parts.settings.origin),
    account: accountId,
    recovery: id,
    device,
    time: u64(veto.time),
  });
  const key = await parts.database.read((db) => db.hot.author(account, device));
  if (!key || !(await verify(key, message, fromBase64url(veto.signature)))) throw new Refusal('author-refused');
  const row = await parts.database.read((db) => rowOf(db, id));
  if (row?.account !== account) throw new Refusal('not-found');
  await end(parts, id, 'stopped', now);
}

/** The press behind a mail's link. Answers whether there was anything to stop. */
export async function stopByLink(parts: Parts, { address, now }: Asked, token: string): Promise<boolean> {
  parts.rates.take(address, now);
  const read = readStop(token);
  if (!read) return false;
  const hash = stopHash(parts, read);
  const row = await parts.database.read(({ query }) =>
    query.selectFrom('recoveries').select('id').where('stop', '=', hash).executeTakeFirst(),
  );
  if (!row) return false;
  return end(parts, row.id, 'stopped', now);
}

/** The browser that opened it ends it. Throws Refusal `recovery-refused`. */
export async function cancel(parts: Parts, asked: Asked, body: ProvenByAsker): Promise<void> {
  const row = await askerOf(parts, asked, body, 'cancel', bytes(0));
  if (row) await end(parts, row.id, 'cancelled', asked.now);
}

/** Ends a recovery if it isn't over; counted beside the root key, so that no copy of the database brings it back. */
async function end(parts: Parts, id: Bytes, over: NonNullable<RecoveryRow['over']>, now: number): Promise<boolean> {
  const ended = await parts.database.write(async (db) => {
    const row = await rowOf(db, id);
    if (!row || standingOf(row, now) === 'over') return undefined;
    await db.query.updateTable('recoveries').set({ over }).where('number', '=', row.number).execute();
    if (row.passed_at !== null) await parts.note(db, row.account, `recovery-${over}`, now);
    return { row, deeds: await countDeed(db), news: await newsAfter(db, row, now) };
  });
  if (!ended) return false;
  await parts.deeds.raise(ended.deeds);
  parts.told(ended.row.account, ended.news);
  return true;
}

const newsAfter = (db: Db, { account }: RecoveryRow, now: number) => newsOf(db, account, now);
