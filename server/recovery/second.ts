import { equal } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { associate, concat, toUtf8 } from '../../src/encoding/index.ts';
import type { MailLanguage, RecoveryState, SecondProof } from '../../src/wire/index.ts';
import { secondProofValue } from '../../src/wire/index.ts';
import type { Db, RecoveryRow } from '../database/index.ts';
import type { Asked } from '../http/index.ts';
import { Refusal } from '../http/index.ts';
import type { Begun } from './code.ts';
import { begin, begunState, countTry, MOST_TRIES } from './code.ts';
import { codeHash, newCode, numberHash } from './codes.ts';
import { recoveryText } from './letters.ts';
import { limitOf, takeAll } from './limits.ts';
import type { Parts } from './parts.ts';
import { secondsOf } from './seconds.ts';
import type { ProvenByAsker } from './state.ts';
import { askerOf, rowOf, standingOf } from './state.ts';

/** Text messages of one recovery. */
const MOST_TEXTS = 3;

/**
 * Sends a code to the number of the escrow, if this is it. The answer is the same if not, so that whoever has the mailbox tries no numbers
 * out. A newer code takes the place of the one before. Throws Refusal `recovery-refused`, `too-many-attempts`.
 */
export async function sendText(
  parts: Parts,
  asked: Asked,
  body: ProvenByAsker & { readonly number: string; readonly language: MailLanguage },
): Promise<void> {
  const { number, language } = body;
  const found = await askerOf(parts, asked, body, 'sms', toUtf8(number));
  if (!found) throw new Refusal('recovery-refused');
  const hash = numberHash(parts, number);
  const code = newCode();
  const isSent = await parts.database.write(async (db) => {
    await takeAll(db, [limitOf(parts, 'to', hash)], asked.now);
    const row = await awaited(parts, db, found.id, 'sms', asked.now);
    if (!row) throw new Refusal('recovery-refused');
    if (row.sms_sent >= MOST_TEXTS) throw new Refusal('too-many-attempts');
    const escrow = await db.query
      .selectFrom('escrows')
      .select('number_hash')
      .where('number', '=', row.escrow ?? 0)
      .executeTakeFirst();
    const isRight = escrow?.number_hash !== null && escrow !== undefined && equal(escrow.number_hash, hash);
    const sent = { sms_sent: row.sms_sent + 1, ...(isRight ? { sms_code: smsHash(parts, row.id, code) } : {}) };
    await db.query.updateTable('recoveries').set(sent).where('number', '=', row.number).execute();
    return isRight;
  });
  if (isSent) parts.gateway.post({ to: number, text: recoveryText(language, code) });
}

/**
 * What a recovery takes beside the mailed code: from now on it is waited. A wrong one is counted before anything is checked. Throws Refusal
 * `second-factor-refused` (alike whatever was wrong), `too-many-attempts`, `recovery-full`.
 */
export async function takeSecond(
  parts: Parts,
  asked: Asked,
  body: ProvenByAsker & { readonly proof: SecondProof },
): Promise<RecoveryState> {
  const { now } = asked;
  const { kind } = body.proof;
  const found = await askerOf(parts, asked, body, 'second', secondProofValue(body.proof));
  if (!found) throw new Refusal('second-factor-refused');
  const row = await parts.database.write(async (db) => {
    const awaiting = await awaited(parts, db, found.id, kind, now);
    if (!awaiting || awaiting.tries >= MOST_TRIES) return undefined;
    await countTry(db, awaiting);
    return awaiting;
  });
  if (!row) throw new Refusal('second-factor-refused');
  const consume = await check(parts, row, body.proof);
  const outcome = await parts.database.write(async (db): Promise<'recovery-full' | Begun> => {
    const present = await awaited(parts, db, row.id, kind, now);
    if (!present) throw new Refusal('second-factor-refused');
    const begun = await begin(parts, db, present, now);
    // A code is used up only where it opens something.
    if (begun !== 'recovery-full') await consume(db);
    return begun;
  });
  if (outcome === 'recovery-full') throw new Refusal(outcome);
  return begunState(parts, outcome, now);
}

/** The recovery, if it awaits a second factor of this kind. */
async function awaited(
  parts: Parts,
  db: Db,
  id: Bytes,
  kind: SecondProof['kind'],
  now: number,
): Promise<RecoveryRow | undefined> {
  const row = await rowOf(db, id);
  if (!row || standingOf(row, now) !== 'second') return undefined;
  return (await secondsOf(parts, db, row)).by.includes(kind) ? row : undefined;
}

async function check(parts: Parts, row: RecoveryRow, proof: SecondProof): Promise<(db: Db) => Promise<void>> {
  if (proof.kind !== 'sms') return parts.factors().check(row.account, proof, bindingOf(parts, row));
  const hash = smsHash(parts, row.id, proof.code);
  if (row.sms_code === null || !equal(row.sms_code, hash)) throw new Refusal('second-factor-refused');
  return () => Promise.resolve();
}

/** What a key signs, hashed: of this store and recovery, and for nobody who stands between (protocol 5, 7.1). */
function bindingOf({ settings, doorKey }: Parts, { id, request_key: requestKey }: RecoveryRow): Bytes {
  return associate('recovery/key', {
    origin: toUtf8(settings.origin),
    recovery: id,
    requestKey,
    doorKey: doorKey.publicKey,
  });
}

/** No mailed code of the same recovery is one that was sent there. */
function smsHash(parts: Parts, recovery: Bytes, code: string): Bytes {
  return codeHash(parts, concat(toUtf8('sms:'), recovery), code);
}
