import type { Bytes } from '../../src/encoding/index.ts';
import { fromId } from '../../src/encoding/index.ts';
import type { DepositAnswer } from '../../src/wire/index.ts';
import { isEnvelopeLength } from '../../src/wire/index.ts';
import type { Db, LetterRow } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import type { Parts } from './parts.ts';
import { DAY } from './parts.ts';
import type { Holding } from './tokens.ts';
import { finder, takeDeposit } from './tokens.ts';

/** How long an envelope waits for its device (shorter than pre-keys live, protocol 8.2). */
const RETENTION = 30 * DAY;
/** When an envelope ends tells when it came: to the hour only. */
const HOUR = 3_600_000;
/** What lies beside an envelope, in bytes. */
const ROW_BYTES = 64;
/** Envelopes that one device is left a day: their deposits are remembered as long as envelopes are kept. */
const MOST_A_DAY = 5_000;
/** Of what may wait for a device, whoever has no delivery token may fill this part. */
const SHARE_OF_STRANGERS = 1 / 2;

/** An envelope for one device. */
export interface Deposit extends Holding {
  readonly device: string;
  readonly deposit: string;
}

/** What came of a deposit; `waiting`: so many envelopes wait there now that there is one more. */
interface Taken {
  readonly account: number;
  readonly waiting?: number;
  readonly answer: DepositAnswer;
}

/**
 * Leaves an envelope in a mailbox, durably, before it answers. The same deposit again is taken again and changes nothing, also when
 * the envelope has arrived meanwhile. Throws Refusal `token-refused`, `token-spent`, `mailbox-full`, `malformed`.
 */
export async function takeEnvelope(
  parts: Parts,
  deposit: Deposit,
  envelope: Bytes | undefined,
  now: number,
): Promise<DepositAnswer> {
  if (!envelope || !isEnvelopeLength(envelope.length)) throw new Refusal('malformed');
  const find = finder(parts, deposit);
  const [device, id] = [fromId(deposit.device), fromId(deposit.deposit)];
  const { account, waiting, answer } = await parts.database.write(async (db): Promise<Taken> => {
    const held = await find(db);
    const { account: owner } = held.row;
    // Where the account is now, its newest list says, too.
    if (!(await db.mail.isListed(owner, device)) || (await db.hot.vault(owner))?.moved)
      return { account: owner, answer: await goneFrom(db, owner) };
    if (await db.mail.isKnown(owner, device, id)) return { account: owner, answer: { taken: true } };
    const letter = { id, came_by: await takeDeposit(db, held, now), envelope };
    const waits = await leave(db, parts, { owner, device, letter }, now);
    return { account: owner, waiting: waits, answer: { taken: true } };
  });
  if (waiting !== undefined) parts.came(account, { device: deposit.device, count: waiting });
  return answer;
}

interface Leaving {
  readonly owner: number;
  readonly device: Bytes;
  readonly letter: LetterRow;
}

/** Answers how many envelopes wait there now. */
async function leave(
  { mail }: Db,
  { settings }: Parts,
  { owner, device, letter }: Leaving,
  now: number,
): Promise<number> {
  const { envelopes, bytes, ...last } = await mail.mailbox(owner, device);
  const day = Math.floor(now / DAY);
  if (last.day === day && last.came >= MOST_A_DAY) throw new Refusal('mailbox-full');
  const share = letter.came_by === 'delivery' ? 1 : SHARE_OF_STRANGERS;
  const size = letter.envelope.length + ROW_BYTES;
  if (bytes + envelopes * ROW_BYTES + size > settings.mailboxBytes * share) throw new Refusal('mailbox-full');
  await mail.put(owner, device, letter, { expiresAt: Math.ceil((now + RETENTION) / HOUR) * HOUR, day });
  return envelopes + 1;
}

async function goneFrom({ mail }: Db, account: number): Promise<DepositAnswer> {
  const newest = await mail.newestList(account);
  if (!newest) throw new Refusal('token-refused');
  return { taken: false, newest: newest.list };
}

/** Envelopes that nobody fetched in time go, and with them what was remembered of deposits that long. */
export async function sweepEnvelopes({ query }: Db, now: number): Promise<void> {
  const gone = await query
    .deleteFrom('envelopes')
    .where('expires_at', '<=', now)
    .returning(({ fn }) => ['account', 'device', fn<number | null>('length', ['envelope']).as('size')])
    .execute();
  for (const { account, device, size } of gone) {
    if (size === null) continue;
    await query
      .updateTable('mailboxes')
      .set((set) => ({ envelopes: set('envelopes', '-', 1), bytes: set('bytes', '-', size) }))
      .where('account', '=', account)
      .where('device', '=', device)
      .execute();
  }
}
