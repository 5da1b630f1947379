import type { Bytes } from '../../src/encoding/index.ts';
import { bytes } from '../../src/encoding/index.ts';
import type { MailNews } from '../../src/wire/index.ts';
import type { RequestRates, SignatureChecker } from '../http/index.ts';
import type { Secret } from '../kms/index.ts';
import type { Database } from '../database/index.ts';

/** What the operator decides about mailboxes. */
interface RelaySettings {
  /** Bytes of envelopes that may wait for one device. */
  readonly mailboxBytes: number;
}

/** Everything the room is built from. */
export interface Parts {
  readonly database: Database;
  /** Tokens and uses lie as hashes under it: a stolen database is good for no deposit. */
  readonly secret: Secret;
  readonly signatures: SignatureChecker;
  readonly settings: RelaySettings;
  /** Of network addresses that ask without a session; and of accounts that bring pre-keys, whose signatures take time. */
  readonly rates: RequestRates<string>;
  readonly uploads: RequestRates<number>;
  /** Told when an envelope has come. */
  readonly came: (account: number, news: MailNews) => void;
}

/** Stands where an account would, in keyed hashes that name none. */
export const NO_ACCOUNT: Bytes = bytes(0);
export const DAY = 86_400_000;
