import type { KeyPair } from '../../crypto/index.ts';
import type { CheckedList } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { RowTable } from '../../records/index.ts';
import type { ExchangeParts } from '../../sync/index.ts';
import type {
  Access,
  BackKind,
  Certificate,
  Domain,
  EscrowBox,
  ExportContents,
  OrganisationSeal,
  Removal as ListRemoval,
  SlotParameters,
  WayKind,
} from '../../wire/index.ts';

export type { WayKind } from '../../wire/index.ts';

/** What must be known to turn a user's secret into a slot secret. Public, and bound into the slot's seal. */
export type WayParameters = Exclude<SlotParameters, { kind: 'device' | BackKind }>;

/** A way in as the unlock screen may know it: readable while locked, its name is not. */
export interface LockedWay {
  readonly id: Id;
  readonly kind: WayKind;
  readonly parameters: WayParameters;
}

export interface Way extends LockedWay {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** By which a store may know a passkey (its public key) and a phrase (Ed25519, 32 bytes). */
  readonly credentialKey?: Bytes;
  readonly signKey?: Bytes;
}

/** A way back that signs in only inside an open recovery, as the keyring knows it. */
export interface BackWay {
  readonly id: Id;
  readonly createdAt: number;
}

/** The one by answers: what it asks, and its box, for practising. */
export interface EscrowWay extends BackWay {
  readonly box: EscrowBox;
}

/** The one by an organisation: whose key, and who decided so. */
export interface OrganisationWay extends BackWay, OrganisationSeal {}

/** A way in about to be added. Whoever made it wipes `secret` when it is in. */
export interface NewWay {
  /** Where something is bound to it before it is in; else it gets one. */
  readonly id?: Id;
  readonly parameters: WayParameters | { readonly kind: BackKind };
  /** The slot secret, 32 bytes (protocol 2.1). */
  readonly secret: Bytes;
  readonly name: string;
  /** A passkey's public key (as the authenticator gave it), kept in the keyring for a store connected later. */
  readonly credentialKey?: Bytes;
  /** An escrow's questions and box. */
  readonly escrow?: EscrowBox;
  /** An organisation's key, and the secret sealed to it. */
  readonly organisation?: OrganisationSeal;
}

/** One row of the opened snapshot: what `summarize` said of the record's body, with its id and revision. */
export interface Summary {
  readonly id: Id;
  readonly revision: number;
  readonly [field: string]: unknown;
}

/**
 * Says what the index knows of a record, or null for a record that is not listed. Must depend on nothing but its
 * arguments: the snapshot is rebuilt with it. A body is what was written, but by any version: it must not throw.
 */
export type Summarize = (domain: Domain, body: unknown) => object | null;

export interface OpenedRecord {
  readonly id: Id;
  readonly revision: number;
  readonly domain: Domain;
  /** The JSON value that was written. */
  readonly body: unknown;
}

export interface Put {
  readonly id: Id;
  readonly domain: Domain;
  /** Any JSON value. */
  readonly body: unknown;
  /** The revision that was edited; absent: a new record. Another one stored by now: StaleWriteError. */
  readonly base?: number;
}

export interface Removal {
  readonly id: Id;
  /** The revision that the user saw; another one stored by now: StaleWriteError (a delete never silently beats an edit). */
  readonly base?: number;
}

/** All of it is one commit. */
export interface Write {
  readonly put?: readonly Put[];
  readonly remove?: readonly Removal[];
}

/** A row of this device alone, opened (protocol 8.6). */
export interface OpenRow {
  readonly name: string;
  /** From 1, one more with every write. */
  readonly version: number;
  readonly body: Bytes;
}

/** What is written to device rows: each on the version that was read, or on none. */
export interface RowsWrite {
  readonly put: readonly {
    readonly table: RowTable;
    readonly name: string;
    readonly version?: number;
    readonly body: Bytes;
  }[];
  readonly remove?: readonly { readonly table: RowTable; readonly name: string; readonly version: number }[];
}

/** This device towards others (protocol 6): private halves are copies, to be wiped. */
export interface OwnDevice {
  readonly account: Id;
  readonly list: CheckedList;
  /** The same, signed and encoded. */
  readonly encodedList: Bytes;
  readonly certificate: Certificate;
  /** The same, signed and encoded. */
  readonly encodedCertificate: Bytes;
  readonly agreement: KeyPair;
  readonly mailbox: KeyPair;
  /** Keys that others of this device's took the place of, or are to take it: somebody may use them. */
  readonly others: readonly { readonly agreement: KeyPair; readonly mailbox: KeyPair }[];
  /** The same of devices that this one was before. */
  readonly former: readonly { readonly device: Id; readonly agreement: KeyPair; readonly mailbox: KeyPair }[];
}

/** What is written together with device rows, in one transaction. */
export interface WithRows {
  readonly records?: Write;
  /** The store is owed a commit, whether or not a record changes (protocol 8.6). */
  readonly owed?: true;
}

/** How a vault stands to its store. */
export interface SyncStatus {
  /** False: a sign-up was begun, and its outcome is not known. */
  readonly connected: boolean;
  /** The head followed last, in base64url. */
  readonly head: string | undefined;
  /** The same as people compare it with another browser: `XXXX-XXXX`. */
  readonly fingerprint: string | undefined;
  /** How many changes the store does not have yet: records, deletions, and one for ways in and devices. */
  readonly unsent: number;
  /** The store has not taken the commit yet that it is owed for rows of this device. */
  readonly owed: boolean;
  /** A device of this account writes a later format: this vault is only read until an update. */
  readonly outdated: boolean;
}

/** What an exchange asks of a vault. After `close` each throws VaultClosedError: a new session makes a new exchange. */
export type VaultExchange = Required<
  Pick<ExchangeParts, 'head' | 'former' | 'follow' | 'prepare' | 'acknowledged' | 'unknownHead'>
>;

/** What an exchange changes of a vault besides its records. */
export interface ExchangeHears {
  /** The master key is another one: whoever keeps it must keep this one. */
  readonly rotated?: () => Promise<void> | void;
}

/** A vault as the first commit of an account: everything in it, lastSynced on nothing. */
export interface FirstPush {
  readonly account: Id;
  readonly device: Id;
  readonly commit: Bytes;
  /** 32 bytes. */
  readonly head: Bytes;
}

/** What a person sees of a vault found at a store before anything of it is kept (protocol 3.1). */
export interface JoinedState {
  /** When it was last written, as its author's clock claims; milliseconds since 1970. */
  readonly time: number;
  /** The author's name; empty if nobody named it. */
  readonly device: string;
  readonly sequence: number;
  /** Listed records. */
  readonly items: number;
  /** `XXXX-XXXX`: the head, to compare. */
  readonly head: string;
}

/** A state at a store as one of its devices vouches for it towards a new browser (protocol 6.3). */
export interface VouchedState {
  /** 32 bytes. */
  readonly head: Bytes;
  readonly sequence: number;
  readonly generation: number;
  /** When its author wrote it, in milliseconds since 1970. */
  readonly time: number;
  /** The device list: its version, and its hash of 32 bytes. */
  readonly version: number;
  readonly list: Bytes;
  /** The device's own certificate in that list, encoded. */
  readonly certificate: Bytes;
}

/** A change of the ways in that goes through the store, or not at all. With `add` and `remove` one takes the other's place. */
export interface WayChange {
  readonly add?: NewWay;
  readonly remove?: Id;
  /** One record, written in the same commit; alone, without ways in. */
  readonly put?: Put;
  /** What can sign in from then on, told the id of the slot that was added. Asked once. */
  readonly access?: (added: Id | undefined) => Access;
}

/** A device as the signed list has it (protocol 6). */
export interface Device {
  readonly id: Id;
  /** Empty if nobody named it. */
  readonly name: string;
  readonly isThis: boolean;
  /** When it joined, as it claims; milliseconds since 1970. */
  readonly firstSeen: number;
  /** `XXXX-XXXX`: the head that it wrote last, as far as this browser has seen. */
  readonly lastHead?: string;
}

/** A change of the devices or the keys: what is taken out and why, or new keys alone. */
export type DeviceChange =
  | { readonly kind: 'removal'; readonly devices: readonly Id[]; readonly reason: ListRemoval['reason'] }
  | { readonly kind: 'rotation' }
  /**
   * To the store of this origin (protocol 6.1): the last version at the one before. `withUnsent`: in one commit with what is unsent,
   * where the store takes nothing else any more.
   */
  | { readonly kind: 'move'; readonly store: string; readonly withUnsent?: true }
  /** Of this device alone: agreement, mailbox and slot. */
  | { readonly kind: 'own-keys' };

/** What a sealed export holds, opened. */
export type ExportedVault = ExportContents;
