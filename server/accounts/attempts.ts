import type { Bytes } from '../../src/encoding/index.ts';
import { concat, toUtf8 } from '../../src/encoding/index.ts';
import { Refusal } from '../http/index.ts';
import type { Db, Rate } from '../database/index.ts';
import { refill, takeFrom } from '../database/index.ts';
import type { Parts } from './parts.ts';
import { NO_ACCOUNT } from './parts.ts';

/**
 * What is counted. The first half of OPAQUE is where a guess happens (the client itself learns whether it was right), so
 * that half is counted, for unknown addresses exactly as for known ones.
 */
export type Counted = 'address' | 'signup' | 'lookup' | 'link' | 'password' | 'password-here' | 'second';

function rateOf(counted: Counted, perHour: number): Rate {
  switch (counted) {
    case 'address':
      return { burst: 6 * perHour, perHour: 12 * perHour };
    case 'signup':
    case 'lookup':
    case 'link':
      return { burst: perHour, perHour };
    case 'password':
      return { burst: 5 * perHour, perHour: 5 * perHour };
    case 'password-here':
    case 'second':
      return { burst: Math.max(1, Math.ceil(perHour / 2)), perHour };
  }
}

/** One thing to count: whose it is must name neither account nor address once it lies in the database. */
export interface Attempt {
  readonly counted: Counted;
  readonly name: Bytes;
}

export function attempt(parts: Parts, counted: Counted, subject: Bytes | string): Attempt {
  const value = typeof subject === 'string' ? toUtf8(subject) : subject;
  return { counted, name: parts.secrets.limits.hash(NO_ACCOUNT, concat(toUtf8(`${counted}:`), value)) };
}

/** Counts all of them, or refuses. Durable before anything is tried. Throws Refusal `too-many-attempts`. */
export async function countAttempts(parts: Parts, attempts: readonly Attempt[]): Promise<void> {
  await parts.database.write(async (db) => {
    for (const { counted, name } of attempts) {
      const retryAfter = await takeFrom(db, name, rateOf(counted, parts.settings.attemptsPerHour), parts.clock());
      if (retryAfter !== undefined) throw new Refusal('too-many-attempts', { retryAfter });
    }
  });
}

/** After a success: the owner's own tries are not held against them. */
export async function forgetAttempts(db: Db, names: readonly Bytes[]): Promise<void> {
  for (const name of names) await refill(db, name);
}
