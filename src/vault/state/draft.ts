import type { Bytes, Id } from '../../encoding/index.ts';
import type { Entry, RowsChange, StoredRecord } from '../../records/index.ts';
import type { DeviceSecrets, Keyring, Slot } from '../../wire/index.ts';
import type { HeldList } from '../../devices/index.ts';

/** A record about to be stored, with what the index will know of it. */
export interface SealedPut {
  readonly record: StoredRecord;
  readonly summary: Entry['summary'];
}

/** What a commit changes. What it leaves out stays. */
export interface Draft {
  readonly put?: readonly SealedPut[];
  readonly remove?: readonly Id[];
  /** Count and sum of the records as they are after it; needed with any of put, remove, masterKey. */
  readonly records?: { readonly count: number; readonly sum: Bytes };
  readonly keyring?: Keyring;
  readonly slots?: readonly Slot[];
  /** What is stored now of the records that it touches, sound or not. */
  readonly replaced?: ReadonlyMap<Id, StoredRecord>;
  /** The next version of the device list. */
  readonly list?: HeldList;
  /** Rows of this device. Alone they are no commit. */
  readonly rows?: RowsChange;
  readonly owed?: true;
  /** A rotation: keyring and slots of the next generation come with it, and the device secrets with their fresh slot. */
  readonly masterKey?: Bytes;
  readonly secrets?: DeviceSecrets;
}
