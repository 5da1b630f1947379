import { isCanonicalKem } from '../../src/crypto/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import { associate, fromBase64url, fromId, toId } from '../../src/encoding/index.ts';
import type { PreKey, PreKeyState } from '../../src/wire/index.ts';
import { FEW_ONCE_KEYS, MOST_ONCE_KEYS, readPreKey } from '../../src/wire/index.ts';
import type { Db } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import type { Owner } from './owner.ts';
import { ownDevice } from './owner.ts';
import type { Parts } from './parts.ts';
import { DAY } from './parts.ts';

/**
 * So long it is remembered that a one-time key was handed out, lest it be taken once more when an upload is sent again; of one device
 * as many as it could use up in years.
 */
const HANDED_LIFE = 45 * DAY;
const MOST_HANDED = 4_096;
const NOTHING = new Uint8Array(0);

type Kind = PreKey['kind'];

/** Signed pre-keys of one device, each encoded in base64url. */
interface Upload {
  readonly device: Id;
  readonly signed?: string | undefined;
  readonly kem?: string | undefined;
  readonly once: readonly string[];
  /** One-time keys that wait here are forgotten first. */
  readonly anew?: true | undefined;
}

interface Checked {
  readonly kind: Kind;
  readonly id: Bytes;
  readonly encoded: Bytes;
}

/**
 * Takes pre-keys that a listed device signed. The same upload may come again. Throws Refusal `author-refused` for a device that is not
 * the session's or not listed, and for a key that it didn't sign; `quota` for more one-time keys than are kept; MalformedError,
 * FormatError.
 */
export async function putPreKeys(parts: Parts, owner: Owner, upload: Upload): Promise<PreKeyState> {
  const { account, now } = owner;
  const [device, signing] = await parts.database.read(async (db) => {
    const own = await ownDevice(db, owner, upload.device);
    return [own, await db.hot.author(account, own)] as const;
  });
  if (!signing) throw new Refusal('author-refused');
  const checked = await Promise.all(sentOf(upload).map((sent) => check(parts, owner, { upload, signing, sent })));
  return parts.database.write(async (db) => {
    // It may have been taken out since.
    await ownDevice(db, owner, upload.device);
    if (upload.anew) await forgetOnce(db, account, device, now);
    for (const preKey of checked) await write(db, account, device, preKey);
    const state = await preKeyStateOf(db, account, device);
    if (state.once > MOST_ONCE_KEYS) throw new Refusal('quota');
    await dropOldestHanded(db, account, device);
    return state;
  });
}

interface Sent {
  readonly kind: Kind;
  readonly encoded: string;
}

function sentOf({ signed, kem, once }: Upload): Sent[] {
  return [
    ...(signed === undefined ? [] : [{ kind: 'signed' as const, encoded: signed }]),
    ...(kem === undefined ? [] : [{ kind: 'kem' as const, encoded: kem }]),
    ...once.map((encoded) => ({ kind: 'once' as const, encoded })),
  ];
}

interface Checking {
  readonly upload: Upload;
  readonly signing: Bytes;
  readonly sent: Sent;
}

async function check({ signatures }: Parts, { accountId }: Owner, checking: Checking): Promise<Checked> {
  const { upload, signing, sent } = checking;
  const encoded = fromBase64url(sent.encoded);
  const { value, signed: preKey, signature } = readPreKey(encoded);
  const isHere = value.account === toId(accountId) && value.device === upload.device && value.kind === sent.kind;
  if (!isHere || (value.kind === 'kem' && !isCanonicalKem(value.key))) throw new Refusal('malformed');
  const message = associate('prekey', { account: accountId, device: fromId(upload.device), preKey });
  if (!(await signatures.isSigned(signing, message, signature))) throw new Refusal('author-refused');
  return { kind: value.kind, id: fromId(value.id), encoded };
}

async function write({ query }: Db, account: number, device: Bytes, { kind, id, encoded }: Checked): Promise<void> {
  if (kind !== 'once') {
    await query
      .deleteFrom('pre_keys')
      .where('account', '=', account)
      .where('device', '=', device)
      .where('kind', '=', kind)
      .execute();
  }
  await query
    .insertInto('pre_keys')
    .values({ account, device, kind, id, encoded, handed_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What a device has of pre-keys here, and how many one-time keys it had better bring. */
export async function preKeyStateOf({ query }: Db, account: number, device: Bytes): Promise<PreKeyState> {
  const rows = await query
    .selectFrom('pre_keys')
    .select(['kind', 'id'])
    .where('account', '=', account)
    .where('device', '=', device)
    .where('handed_at', 'is', null)
    .execute();
  const idOf = (kind: Kind): Id | undefined => {
    const row = rows.find((one) => one.kind === kind);
    return row && toId(row.id);
  };
  const [signed, kem] = [idOf('signed'), idOf('kem')];
  const once = rows.filter(({ kind }) => kind === 'once').length;
  const wanted = once < FEW_ONCE_KEYS ? MOST_ONCE_KEYS - once : 0;
  return { ...(signed ? { signed } : {}), ...(kem ? { kem } : {}), once, wanted };
}

/** One key of each kind: what a session with a device begins with. Encoded. */
export interface HandedKeys {
  readonly device: Id;
  readonly signed: Bytes;
  readonly kem: Bytes;
  readonly once?: Bytes;
}

/** Hands out the keys of all listed devices that have any; one-time keys, if `withOnce`, are nobody else's from then on. */
export async function handOut(db: Db, account: number, withOnce: boolean, now: number): Promise<HandedKeys[]> {
  const rows = await db.query
    .selectFrom('pre_keys')
    .select(['device', 'kind', 'encoded'])
    .where('account', '=', account)
    .where('kind', '!=', 'once')
    .execute();
  const byDevice = Map.groupBy(rows, ({ device }) => toId(device));
  const handed: HandedKeys[] = [];
  for (const [device, keys] of byDevice) {
    const signed = keys.find(({ kind }) => kind === 'signed')?.encoded;
    const kem = keys.find(({ kind }) => kind === 'kem')?.encoded;
    if (!signed || !kem || !(await db.mail.isListed(account, fromId(device)))) continue;
    const once = withOnce ? await takeOnce(db, account, fromId(device), now) : undefined;
    handed.push({ device, signed, kem, ...(once ? { once } : {}) });
  }
  return handed;
}

/** As if they had been given to somebody: an upload sent again doesn't bring them back. */
async function forgetOnce({ query }: Db, account: number, device: Bytes, now: number): Promise<void> {
  await query
    .updateTable('pre_keys')
    .set({ handed_at: now, encoded: NOTHING })
    .where('account', '=', account)
    .where('device', '=', device)
    .where('kind', '=', 'once')
    .where('handed_at', 'is', null)
    .execute();
}

async function takeOnce({ query }: Db, account: number, device: Bytes, now: number): Promise<Bytes | undefined> {
  const row = await query
    .selectFrom('pre_keys')
    .select(['number', 'encoded'])
    .where('account', '=', account)
    .where('device', '=', device)
    .where('kind', '=', 'once')
    .where('handed_at', 'is', null)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  // That it was here is remembered, what it was is not.
  await query
    .updateTable('pre_keys')
    .set({ handed_at: now, encoded: NOTHING })
    .where('number', '=', row.number)
    .execute();
  return row.encoded;
}

async function dropOldestHanded({ query }: Db, account: number, device: Bytes): Promise<void> {
  const handed = query
    .selectFrom('pre_keys')
    .select('number')
    .where('account', '=', account)
    .where('device', '=', device)
    .where('handed_at', 'is not', null);
  const beyond = await handed.orderBy('number', 'desc').offset(MOST_HANDED).limit(1).executeTakeFirst();
  if (!beyond) return;
  await query
    .deleteFrom('pre_keys')
    .where('number', 'in', handed.where('number', '<=', beyond.number))
    .execute();
}

/** Forgets one-time keys that were handed out long ago. */
export async function sweepPreKeys({ query }: Db, now: number): Promise<void> {
  await query
    .deleteFrom('pre_keys')
    .where('handed_at', '<=', now - HANDED_LIFE)
    .execute();
}
