import type { Bytes, Id } from '../../src/encoding/index.ts';
import type { SignatureChecker } from '../http/index.ts';
import type { Secret } from '../kms/index.ts';
import type { Db, Database } from '../database/index.ts';
import type { Events } from './events.ts';

/** What the operator decides about vaults, in bytes and records. */
export interface RecordSettings {
  readonly recordBytes: number;
  readonly records: number;
  readonly accountBytes: number;
}

/** A device list that was checked. */
export interface CheckedList {
  readonly version: number;
  readonly signing: ReadonlyMap<Id, Bytes>;
}

/** Those who know device lists. They throw for a list that must not stand. */
interface DeviceLists {
  first(account: Id, encoded: Bytes): Promise<CheckedList>;
  next(held: Bytes, account: Id, encoded: Bytes): Promise<CheckedList>;
}

/** Everything the room is built from. */
export interface Parts {
  readonly database: Database;
  /** Seals slots at rest: a stolen database is no place to try passwords (protocol 9). */
  readonly slots: Secret;
  readonly settings: RecordSettings;
  readonly lists: DeviceLists;
  readonly signatures: SignatureChecker;
  readonly events: Events;
}

/** Who commits. */
export interface Committer {
  readonly number: number;
  readonly account: number;
  readonly accountId: Bytes;
  readonly device: Bytes | null;
  /** Takes the request's nonce inside the commit's transaction. */
  claim(db: Db): void;
}
