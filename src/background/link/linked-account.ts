import type { Id } from '../../encoding/index.ts';
import type { Area } from '../../platform/index.ts';
import { storeOrigin } from '../../typed/index.ts';
import type { SignedIn } from '../../wire/index.ts';

/** Where this browser's vault is kept besides here. On disk, readable while locked; nothing in it decrypts anything. */
export interface LinkedAccount {
  readonly origin: string;
  readonly account: Id;
  /** Absent: signed out, or a sign-up whose answer never came. Worth nothing without the request key. */
  readonly session?: Pick<SignedIn, 'session' | 'token' | 'expiresAt'>;
  /** When everything was last the same here and there. */
  readonly syncedAt?: number;
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

/** The place as a sign-in leaves it. */
export function signedInAt(
  origin: string,
  { account, session, token, expiresAt }: SignedIn,
  syncedAt?: number,
): LinkedAccount {
  return { origin, account, session: { session, token, expiresAt }, ...(syncedAt === undefined ? {} : { syncedAt }) };
}

/** The place without its session. */
export function signedOutOf({ origin, account, syncedAt }: LinkedAccount): LinkedAccount {
  return { origin, account, ...(syncedAt === undefined ? {} : { syncedAt }) };
}

function isLinkedAccount(value: unknown): value is LinkedAccount {
  if (typeof value !== 'object' || value === null) return false;
  const { origin, account, session } = value as Partial<Record<keyof LinkedAccount, unknown>>;
  return typeof account === 'string' && isOrigin(origin) && (session === undefined || isSession(session));
}

function isSession(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { session, token, expiresAt } = value as Partial<Record<string, unknown>>;
  return typeof session === 'string' && typeof token === 'string' && typeof expiresAt === 'number';
}

function isOrigin(value: unknown): boolean {
  try {
    return typeof value === 'string' && storeOrigin(value) === value;
  } catch {
    return false;
  }
}
