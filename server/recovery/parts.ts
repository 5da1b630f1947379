import type { Bytes } from '../../src/encoding/index.ts';
import { bytes } from '../../src/encoding/index.ts';
import type { RecoveryNews, SecondFactor } from '../../src/wire/index.ts';
import type { Database, Db } from '../database/index.ts';
import type { RequestRates } from '../http/index.ts';
import type { DoorKey, Secret } from '../kms/index.ts';
import type { Mailer, Posting, TextMessage } from '../mail/index.ts';
import type { DeedCount } from './deeds.ts';

/** What the operator decides about recoveries. */
interface RecoverySettings {
  readonly origin: string;
  /** Milliseconds between the code and the box. */
  readonly recoveryWait: number;
  readonly attemptsPerHour: number;
  /** An organisation's key as it is published; empty: there is none. */
  readonly organisationKey: string;
}

/** The second factors of an account, which another room knows. */
interface Factors {
  /** `keys`: ids of its credentials. */
  of(db: Db, account: number): Promise<{ readonly factors: SecondFactor['kind'][]; readonly keys: string[] }>;
  /**
   * Counts a try and checks it; `binding`: what a key signs. What it answers uses the factor up, in the transaction of what it opens.
   * Throws Refusal `second-factor-refused`, `too-many-attempts`.
   */
  check(account: number, factor: SecondFactor, binding: Bytes): Promise<(db: Db) => Promise<void>>;
}

/** Everything the room is built from. */
export interface Parts {
  readonly database: Database;
  /** Seals keys, questions and boxes; hashes addresses, codes and links: a stolen database is good for no guess. */
  readonly secret: Secret;
  readonly doorKey: DoorKey;
  readonly deeds: DeedCount;
  readonly mailer: Mailer;
  readonly gateway: Posting<TextMessage>;
  readonly factors: () => Factors;
  readonly settings: RecoverySettings;
  readonly clock: () => number;
  /** Of network addresses that ask without a session. */
  readonly rates: RequestRates<string>;
  /** Told when a recovery of an account began or ended. */
  readonly told: (account: number, news: RecoveryNews) => void;
  /** Writes into the account's activity what happened. */
  readonly note: (db: Db, account: number, what: string, now: number) => Promise<void>;
}

/** Stands where an account would, in keyed hashes that name none. */
export const NO_ACCOUNT: Bytes = bytes(0);
