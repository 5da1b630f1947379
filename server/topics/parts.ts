import { digest } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { bytes, concat, toUtf8 } from '../../src/encoding/index.ts';
import type { TopicNews } from '../../src/wire/index.ts';
import type { Database, Db, Rate } from '../database/index.ts';
import { takeFrom } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import type { Secret } from '../kms/index.ts';

/** What the operator decides about topics. */
interface TopicsSettings {
  readonly origin: string;
  /** Most topics of the store. */
  readonly topics: number;
  /** Requests of one network address. */
  readonly contactsPerMinute: number;
}

/** Everything the room is built from. */
export interface Parts {
  readonly database: Database;
  /** Seals announcements, and hashes names of topics: a stolen database is good for no guess at a password. */
  readonly secret: Secret;
  readonly settings: TopicsSettings;
  /** Everybody who listens is told. */
  readonly told: (news: TopicNews) => void;
}

export const DAY = 86_400_000;
/** Stands where an account would: a topic has none. */
export const NO_ACCOUNT: Bytes = bytes(0);

/** A topic by its key: its id, and the name under which it lies. */
export function topicOf({ secret }: Parts, key: Bytes): { readonly id: Bytes; readonly name: Bytes } {
  const id = digest('channel/topic', { key });
  return { id, name: secret.hash(NO_ACCOUNT, concat(toUtf8('topic:'), id)) };
}

/**
 * What one address may do of what somebody does who tries passwords, or fills the store: ask for topics that there aren't, and make
 * some. Durable; drains within a day.
 */
const RATE: Rate = { burst: 60, perHour: 30 };

/** Counts it in the caller's transaction. Throws Refusal `too-many-attempts`. */
export async function takeAttempt({ secret }: Parts, db: Db, what: 'make' | 'miss', address: string, now: number) {
  const name = secret.hash(NO_ACCOUNT, toUtf8(`topics:${what}:${address}`));
  const retryAfter = await takeFrom(db, name, RATE, now);
  if (retryAfter !== undefined) throw new Refusal('too-many-attempts', { retryAfter });
}
