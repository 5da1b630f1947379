import type { Id } from '../../encoding/index.ts';
import type { Area } from '../../platform/index.ts';
import { storeOrigin } from '../../typed/index.ts';
import type { SignedIn } from '../../wire/index.ts';
import type { Context } from '../context/index.ts';

/** Where this browser's vault is kept besides here. On disk, readable while locked; nothing in it decrypts anything. */
export interface LinkedAccount {
  readonly origin: string;
  readonly account: Id;
  /** Absent: signed out, or a sign-up whose answer never came. Worth nothing without the request key. */
  readonly session?: Omit<SignedIn, 'account'>;
  /** When everything was last the same here and there. */
  readonly syncedAt?: number;
  /** This browser is moving the account away: it makes the new one, the others only sign in there. */
  readonly leaving?: true;
  /** Base64url: the newest commit there, when this browser left. */
  readonly leftAt?: string;
  /** The store that the vault followed hither: until it has followed this one, a list that names that store says nothing. */
  readonly came?: string;
  /** Where it comes from, as long as nobody knows whether the new account was made. */
  readonly from?: LinkedAccount;
}

const key = 'store';

/** Undefined: a local vault. What is stored but is no place counts as none. */
export async function readLinkedAccount(local: Area): Promise<LinkedAccount | undefined> {
  const stored = await local.get(key);
  return isLinkedAccount(stored) ? stored : undefined;
}

export async function writeLinkedAccount(local: Area, place: LinkedAccount): Promise<void> {
  await local.set(key, place);
}

export async function forgetLinkedAccount(local: Area): Promise<void> {
  await local.remove(key);
}

/** The place as a sign-in leaves it; `before`: as it was. */
export function signedInAt(
  origin: string,
  { account, session, token, doorKey, expiresAt }: SignedIn,
  before?: LinkedAccount,
): LinkedAccount {
  return {
    origin,
    account,
    session: { session, token, doorKey, expiresAt },
    ...(before ? keptOf(before, origin) : {}),
  };
}

/** The place without its session. */
export function signedOutOf(place: LinkedAccount): LinkedAccount {
  return { origin: place.origin, account: place.account, ...keptOf(place, place.origin) };
}

/** What stands beside any session; whoever leaves a store has still to, after a new sign-in. */
function keptOf({ origin, syncedAt, leaving, leftAt, came }: LinkedAccount, now: string): Partial<LinkedAccount> {
  const isSame = origin === now;
  const before = isSame ? came : origin;
  return {
    ...(before === undefined ? {} : { came: before }),
    ...(syncedAt === undefined ? {} : { syncedAt }),
    ...(isSame && leaving ? { leaving } : {}),
    ...(isSame && leftAt !== undefined ? { leftAt } : {}),
  };
}

/** Everything is sent and followed. */
export async function noteSynced({ local, clock }: Pick<Context, 'local' | 'clock'>): Promise<void> {
  const place = await readLinkedAccount(local);
  if (place) await writeLinkedAccount(local, { ...place, syncedAt: clock() });
}

function isLinkedAccount(value: unknown): value is LinkedAccount {
  if (typeof value !== 'object' || value === null) return false;
  const { origin, account, session } = value as Partial<Record<keyof LinkedAccount, unknown>>;
  return typeof account === 'string' && isOrigin(origin) && (session === undefined || isSession(session));
}

function isSession(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { expiresAt, ...texts } = value as Partial<Record<string, unknown>>;
  const isWhole = ['session', 'token', 'doorKey'].every((name) => typeof texts[name] === 'string');
  return isWhole && typeof expiresAt === 'number';
}

function isOrigin(value: unknown): boolean {
  try {
    return typeof value === 'string' && storeOrigin(value) === value;
  } catch {
    return false;
  }
}
