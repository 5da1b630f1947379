import { equal, verify } from '../../src/crypto/index.ts';
import { associate, fromBase64url, fromId, toUtf8, u64 } from '../../src/encoding/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import type { LinkGrant, SignedIn } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';
import { lookupHash } from './access.ts';
import type { Session } from './door.ts';
import type { Parts } from './parts.ts';
import { enterSession } from './sessions.ts';

/** The furthest that a grant reaches, in milliseconds: a linking takes no longer. */
const LONGEST = 300_000;

/** A request key that a listed device lets in (protocol 6.3). */
export interface Granted {
  readonly account: number;
  readonly accountId: Bytes;
  readonly requestKey: Bytes;
  readonly expiry: number;
  /** The device that granted, and the session that it spoke by: both must still stand when the grant is taken. */
  readonly device: Bytes;
  readonly session: number;
}

type Signed = Omit<LinkGrant, 'about' | 'key'>;

/**
 * Throws Refusal `author-refused` unless a device of the account's list signed exactly this, for this store and for now, and
 * names the account, if at all, by its own address: a new browser could not tell.
 */
export async function checkGrant(parts: Parts, session: Session, grant: Signed): Promise<Granted> {
  const { database, settings, clock } = parts;
  const { account, accountId } = session;
  const [requestKey, device] = [fromBase64url(grant.requestKey), fromId(grant.device)];
  const message = associate('link/grant', {
    origin: toUtf8(settings.origin),
    account: accountId,
    rendezvous: fromBase64url(grant.rendezvous),
    transcript: fromBase64url(grant.transcript),
    requestKey,
    expiry: u64(grant.expiry),
  });
  const key = await database.read((db) => db.hot.author(account, device));
  const isSigned = key && (await verify(key, message, fromBase64url(grant.signature)));
  const left = grant.expiry - clock();
  const isOwn = grant.lookup === undefined || (await isAddressOf(parts, account, fromBase64url(grant.lookup)));
  if (!isSigned || left <= 0 || left > LONGEST || !isOwn) throw new Refusal('author-refused');
  return { account, accountId, requestKey, expiry: grant.expiry, device, session: session.number };
}

async function isAddressOf(parts: Parts, account: number, lookup: Bytes): Promise<boolean> {
  const row = await parts.database.read(({ query }) =>
    query.selectFrom('accounts').select('lookup').where('number', '=', account).executeTakeFirst(),
  );
  return row?.lookup !== undefined && row.lookup !== null && equal(row.lookup, lookupHash(parts, lookup));
}

/**
 * Signs in the request key of a grant; that session is no fresh sign-in. Throws Refusal `signin-refused` where the grant is
 * over, or the device or session that granted is gone.
 */
export function enterGranted(parts: Parts, granted: Granted): Promise<SignedIn> {
  const { account, accountId, requestKey, expiry, device, session } = granted;
  const entering = { account, accountId, requestKey, how: 'link' as const, label: undefined };
  return enterSession(parts, entering, async (db) => {
    const stands = (await db.hot.isStanding(session)) && (await db.hot.author(account, device)) !== undefined;
    if (!stands || parts.clock() >= expiry) throw new Refusal('signin-refused');
  });
}
