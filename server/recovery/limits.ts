import type { Bytes } from '../../src/encoding/index.ts';
import { concat, toUtf8 } from '../../src/encoding/index.ts';
import type { Db, Rate } from '../database/index.ts';
import { takeFrom } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import type { Parts } from './parts.ts';
import { NO_ACCOUNT } from './parts.ts';

/**
 * Mails that one network address, one mailbox or one account may cause, and codes that it may try before they count: durable, and for
 * unknown addresses exactly as for known ones.
 */
type Counted = 'from' | 'to' | 'account' | 'tried';

interface Limit {
  readonly name: Bytes;
  readonly rate: Rate;
}

export function limitOf({ secret, settings }: Parts, counted: Counted, subject: Bytes | string): Limit {
  const value = typeof subject === 'string' ? toUtf8(subject) : subject;
  const most = Math.max(1, Math.ceil(settings.attemptsPerHour / (counted === 'from' ? 1 : 4)));
  return {
    name: secret.hash(NO_ACCOUNT, concat(toUtf8(`mail:${counted}:`), value)),
    rate: { burst: most, perHour: most },
  };
}

/** Counts all of them in the caller's transaction, or refuses. Throws Refusal `too-many-attempts`. */
export async function takeAll(db: Db, limits: readonly Limit[], now: number): Promise<void> {
  for (const { name, rate } of limits) {
    const retryAfter = await takeFrom(db, name, rate, now);
    if (retryAfter !== undefined) throw new Refusal('too-many-attempts', { retryAfter });
  }
}
