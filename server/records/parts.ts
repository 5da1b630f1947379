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

/** Versions of a device list that were checked. */
export interface CheckedLists {
  readonly versions: readonly { readonly version: number; readonly encoded: Bytes }[];
  /** The signing key of each device of the newest. */
  readonly signing: ReadonlyMap<Id, Bytes>;
  /** Whom they remove. */
  readonly removed: readonly Id[];
  /** Whether the newest names another store than this one. */
  readonly isMoved: boolean;
  /** Whether one of them changes the store: the account leaves, or comes back. */
  readonly isMove: boolean;
}

/** Those who know device lists. They throw for a list that must not stand. */
interface DeviceLists {
  first(account: Id, lists: readonly Bytes[]): Promise<CheckedLists>;
  next(held: Bytes, account: Id, lists: readonly Bytes[]): Promise<CheckedLists>;
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
  /** Throws Refusal `signin-stale` unless the sign-in is fresh (protocol 5). */
  requireFresh(): void;
  /** Takes the request's nonce inside the commit's transaction. */
  claim(db: Db): Promise<void>;
}
