import type { Bytes } from '../../src/encoding/index.ts';
import { bytes } from '../../src/encoding/index.ts';
import type { DoorKey, Secret } from '../kms/index.ts';
import type { Database, Db } from '../database/index.ts';
import type { FailedSignins } from './failed-signins.ts';

/** What the operator decides about accounts. */
interface AccountSettings {
  /** The store's own origin, as clients must know it. */
  readonly origin: string;
  /** Origins of the extension's builds: the only ones whose passkey answers count. */
  readonly extensions: readonly string[];
  readonly signup: 'open' | 'closed';
  /** Tries at one password an hour from one place; other limits follow from it. */
  readonly attemptsPerHour: number;
  /** Requests of one session a minute. */
  readonly requestsPerMinute: number;
  /** How long a session lives without use, in milliseconds. */
  readonly sessionLife: number;
}

interface AccountSecrets {
  readonly pepper: Secret;
  readonly opaque: Secret;
  readonly totp: Secret;
  readonly codes: Secret;
  readonly tickets: Secret;
  readonly limits: Secret;
}

/** An escrow's key signs in only inside an open recovery (protocol 7), which another room knows. */
interface EscrowSignin {
  accountBy(db: Db, publicKey: Bytes): Promise<{ readonly account: number; readonly id: Bytes } | undefined>;
  /** In the transaction of the sign-in. */
  admit(db: Db, publicKey: Bytes, requestKey: Bytes, now: number): Promise<boolean>;
}

/** Everything the room is built from. */
export interface Parts {
  readonly database: Database;
  readonly secrets: AccountSecrets;
  readonly settings: AccountSettings;
  readonly doorKey: DoorKey;
  readonly failed: FailedSignins;
  readonly escrow: EscrowSignin;
  readonly clock: () => number;
  /** Told when sessions end, so that their live connections end too. */
  readonly ended: (account: number, sessions: readonly number[] | 'all') => void;
}

/** Stands where an account would, in what belongs to none. */
export const NO_ACCOUNT: Bytes = bytes(0);
