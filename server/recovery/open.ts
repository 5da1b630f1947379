import { newId } from '../../src/crypto/index.ts';
import { fromBase64url, fromId } from '../../src/encoding/index.ts';
import type { Id } from '../../src/encoding/index.ts';
import type { MailLanguage } from '../../src/wire/index.ts';
import { MAIL_CODE_LIFE } from '../../src/wire/index.ts';
import type { Db } from '../database/index.ts';
import type { Asked } from '../http/index.ts';
import { Refusal } from '../http/index.ts';
import { addressHash, codeHash, newCode, newStop } from './codes.ts';
import { recoveryLetter } from './letters.ts';
import { limitOf, takeAll } from './limits.ts';
import type { Parts } from './parts.ts';

/** Codes that are awaited at once: of more the oldest are worth nothing any more. */
const MOST_AWAITED = 5;

interface Opening {
  readonly address: string;
  readonly language: MailLanguage;
  readonly requestKey: string;
  /** Absent: by answers. */
  readonly help?: { readonly by: 'trustees' | 'organisation'; readonly shareKey: string } | undefined;
}

/**
 * A recovery for whoever has the mailbox of an escrow's address. Anybody may ask, for any address, and learns nothing by it: the answer
 * is the same, and one transaction either way. Throws Refusal `mail-off`, `too-many-attempts`.
 */
export async function openRecovery(
  parts: Parts,
  { address: from, now }: Asked,
  { address, language, requestKey, help }: Opening,
): Promise<{ recovery: Id }> {
  if (!parts.mailer.isOn) throw new Refusal('mail-off');
  const mailbox = addressHash(parts, address);
  const limits = [limitOf(parts, 'from', from), limitOf(parts, 'to', mailbox)];
  const [id, code, stop] = [newId(), newCode(), newStop(parts)];
  const row = {
    id: fromId(id),
    request_key: fromBase64url(requestKey),
    code: codeHash(parts, fromId(id), code),
    tries: 0,
    code_until: now + MAIL_CODE_LIFE,
    stop: stop.hash,
    share_key: help ? fromBase64url(help.shareKey) : null,
  };
  const kind = help?.by ?? 'answers';
  const isKnown = await parts.database.write(async (db) => {
    await takeAll(db, limits, now);
    const { query } = db;
    const escrow = await query
      .selectFrom('escrows')
      .select(['number', 'account'])
      .where('address', '=', mailbox)
      .where('kind', '=', kind)
      .executeTakeFirst();
    if (!escrow) return false;
    await query
      .insertInto('recoveries')
      .values({ ...row, escrow: escrow.number, account: escrow.account })
      .execute();
    await dropOldest(db, escrow.number);
    return true;
  });
  if (isKnown) {
    const { origin, recoveryWait: wait } = parts.settings;
    const link = `${origin}/recovery/stop?language=${language}&token=${stop.token}`;
    parts.mailer.post({ to: address, ...recoveryLetter(language, { kind, code, stop: link, wait }) });
  }
  return { recovery: id };
}

async function dropOldest({ query }: Db, escrow: number): Promise<void> {
  const awaited = query
    .selectFrom('recoveries')
    .select('number')
    .where('escrow', '=', escrow)
    .where('passed_at', 'is', null)
    .orderBy('number', 'desc')
    .limit(MOST_AWAITED);
  await query
    .deleteFrom('recoveries')
    .where('escrow', '=', escrow)
    .where('passed_at', 'is', null)
    .where('number', 'not in', awaited)
    .execute();
}
