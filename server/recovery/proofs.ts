import * as v from 'valibot';
import { DecryptionError, equal, newId } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { fromBase64url, fromId, fromJson, toBase64url, toJson, toUtf8 } from '../../src/encoding/index.ts';
import type { MailLanguage } from '../../src/wire/index.ts';
import { MAIL_CODE_LIFE } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';
import { addressHash, codeHash, newCode, numberHash } from './codes.ts';
import { addressLetter, numberText } from './letters.ts';
import { limitOf, takeAll } from './limits.ts';
import type { Parts } from './parts.ts';

/** Who sets an escrow up. */
interface Owner {
  readonly accountId: Bytes;
  readonly now: number;
}

/** What an escrow may have: nobody names somebody else's. */
type Reached = 'address' | 'number';

const content = v.strictObject({ id: v.string(), hash: v.string(), code: v.string(), expiresAt: v.number() });
const place = (account: Bytes, reached: Reached) => ({ account, name: toUtf8(reached) });

/**
 * Mails a code to an address that an escrow is to have, and hands out what proves it together with that code. Throws Refusal `mail-off`,
 * `too-many-attempts`, and `not-sent` where the mail server took it not: whoever waits for it is told.
 */
export function proveAddress(
  parts: Parts,
  owner: Owner,
  { address, language }: { readonly address: string; readonly language: MailLanguage },
): Promise<{ ticket: string }> {
  if (!parts.mailer.isOn) throw new Refusal('mail-off');
  return prove(parts, owner, { reached: 'address', hash: addressHash(parts, address) }, (code) =>
    parts.mailer.send({ to: address, ...addressLetter(language, code) }),
  );
}

/** So with a number. Throws Refusal `sms-off`, `too-many-attempts`, `not-sent`. */
export function proveNumber(
  parts: Parts,
  owner: Owner,
  { number, language }: { readonly number: string; readonly language: MailLanguage },
): Promise<{ ticket: string }> {
  if (!parts.gateway.isOn) throw new Refusal('sms-off');
  return prove(parts, owner, { reached: 'number', hash: numberHash(parts, number) }, (code) =>
    parts.gateway.send({ to: number, text: numberText(language, code) }),
  );
}

async function prove(
  parts: Parts,
  { accountId, now }: Owner,
  { reached, hash }: { readonly reached: Reached; readonly hash: Bytes },
  send: (code: string) => Promise<void>,
): Promise<{ ticket: string }> {
  const limits = [limitOf(parts, 'account', accountId), limitOf(parts, 'to', hash)];
  await parts.database.write((db) => takeAll(db, limits, now));
  const [id, code] = [newId(), newCode()];
  const value = {
    id,
    hash: toBase64url(hash),
    code: toBase64url(codeHash(parts, fromId(id), code)),
    expiresAt: now + MAIL_CODE_LIFE,
  };
  const ticket = await parts.secret.seal(place(accountId, reached), toJson(value));
  await send(code).catch(() => {
    throw new Refusal('not-sent');
  });
  return { ticket: toBase64url(ticket) };
}

/** Whether ticket and code prove a number; nothing is kept but the try. Throws Refusal `code-refused`, `too-many-attempts`. */
export async function tryNumber(
  parts: Parts,
  owner: Owner,
  typed: { readonly ticket: string; readonly code: string },
): Promise<void> {
  const limits = [limitOf(parts, 'tried', owner.accountId)];
  await parts.database.write((db) => takeAll(db, limits, owner.now));
  await proven(parts, owner, 'number', typed);
}

/** The keyed hash of what ticket and code prove. Throws Refusal `code-refused`. */
export async function proven(
  parts: Parts,
  { accountId, now }: Owner,
  reached: Reached,
  { ticket, code }: { readonly ticket: string; readonly code: string },
): Promise<Bytes> {
  const opened = await parts.secret.open(place(accountId, reached), fromBase64url(ticket)).catch((error: unknown) => {
    if (error instanceof DecryptionError) throw new Refusal('code-refused');
    throw error;
  });
  const { id, hash, code: right, expiresAt } = v.parse(content, fromJson(opened));
  const isRight = equal(fromBase64url(right), codeHash(parts, fromId(id), code));
  if (!isRight || expiresAt <= now) throw new Refusal('code-refused');
  return fromBase64url(hash);
}
