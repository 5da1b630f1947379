import type { Stretch } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { ExchangeParts, Past, Pulled } from '../../sync/index.ts';
import type { Access, Domain, ExportContents, SlotParameters, WayKind } from '../../wire/index.ts';

export type { WayKind } from '../../wire/index.ts';

/** What must be known to turn a user's secret into a slot secret. Public, and bound into the slot's seal. */
export type WayParameters = Exclude<SlotParameters, { kind: 'device' }>;

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

/** A way in about to be added. Whoever made it wipes `secret` when it is in. */
export interface NewWay {
  readonly parameters: WayParameters;
  /** The slot secret, 32 bytes (protocol 2.1). */
  readonly secret: Bytes;
  readonly name: string;
  /** A passkey's public key (as the authenticator gave it), kept in the keyring for a store connected later. */
  readonly credentialKey?: Bytes;
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

/** How a vault stands to its store. */
export interface SyncStatus {
  /** False: a sign-up was begun, and its outcome is not known. */
  readonly connected: boolean;
  /** The head followed last, in base64url. */
  readonly head: string | undefined;
  /** The same as people compare it with another browser: `XXXX-XXXX`. */
  readonly letters: string | undefined;
  /** How many changes the store does not have yet: records, deletions, and one for ways in and devices. */
  readonly unsent: number;
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

/** A vault as the first commit of an account: everything in it, standing on nothing. */
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

/** A vault found at a store by a new browser: opened, verified, and not stored. */
export interface Joining {
  readonly account: Id;
  readonly state: JoinedState;
  /**
   * Makes it this browser's own. Its certificate and slot are one unsent commit: have an exchange make a round. Throws
   * VaultExistsError.
   */
  accept(deviceName: string): Promise<OpenVault>;
  /**
   * The same in a browser that has a local vault: its items move into this account. `push` has an exchange of the vault given
   * make a round; only after it does the local vault go. Throws DamagedRecordError, and what `push` throws; then nothing has changed here.
   */
  acceptInto(local: OpenVault, deviceName: string, push: (joined: OpenVault) => Promise<void>): Promise<OpenVault>;
  /** Wipes the keys. */
  close(): void;
}

/** A change of the ways in that goes through the store, or not at all. With `add` and `remove` one takes the other's place. */
export interface WayChange {
  readonly add?: NewWay;
  readonly remove?: Id;
  /** What can sign in from then on, told the id of the slot that was added. Asked once. */
  readonly access?: (added: Id | undefined) => Access;
}

/** What a sealed export holds, opened. */
export type ExportedVault = ExportContents;

/**
 * An unlocked vault. Methods that write are one commit each, in turn; a rejected one changed nothing. After `close` every
 * method throws VaultClosedError.
 */
export interface OpenVault {
  readonly account: Id;
  /** A copy of the master key (32 bytes): for the session's memory and nothing else. Changes whenever a way in is removed or replaced. */
  readonly masterKey: Bytes;
  readonly device: { readonly id: Id; readonly name: string };
  readonly generation: number;
  /** How many commits this vault has. */
  readonly sequence: number;
  /** 32 bytes. */
  readonly head: Bytes;

  /** All listed records, in no order. The same array until the next write. */
  entries(): readonly Summary[];
  has(id: Id): boolean;
  /** The one id of a record that every device must find by its name (settings and the like). */
  namedId(name: string): Id;
  /** Throws UnknownRecordError, DamagedRecordError. */
  read(id: Id): Promise<OpenedRecord>;
  /** Throws StaleWriteError, and what the store throws. */
  write(change: Write): Promise<void>;
  /**
   * Writes one record; where it was changed since `base`, merges both edits field by field first (protocol 3). Answers what
   * is now stored.
   */
  save(put: Put): Promise<OpenedRecord>;
  /** Opens and checks everything that is stored. Names records that can't be opened; throws RecordSumError if others lack. */
  check(): Promise<{ readonly damaged: readonly Id[] }>;
  /** Records found damaged so far. */
  damaged(): readonly Id[];

  ways(): readonly Way[];
  addWay(way: NewWay): Promise<Way>;
  renameWay(id: Id, name: string): Promise<void>;
  /** Rotates the master key and all current domain keys. Throws LastWayError, UnknownWayError. */
  removeWay(id: Id): Promise<void>;
  /** A new way in place of an old one (a password change); rotates like `removeWay`. */
  replaceWay(id: Id, way: NewWay): Promise<Way>;
  /** The current key of a domain, or the one of an epoch (4 bytes); undefined for an epoch this vault doesn't have. A copy. */
  domainKey(domain: Domain, epoch?: Bytes): { readonly epoch: Bytes; readonly key: Bytes } | undefined;

  /** Undefined: a local vault. */
  readonly sync: SyncStatus | undefined;
  exchange(hears?: ExchangeHears): VaultExchange;
  /** This device's signature, for what a store asks a listed device to sign. 64 bytes. */
  sign(message: Bytes): Promise<Bytes>;
  /**
   * This vault as the first commit of an account of its own (protocol 3.2). Asked again it answers the same, unless
   * something was written. Throws ConnectedError, DamagedRecordError, RecordSumError.
   */
  connect(): Promise<FirstPush>;
  /** A store has taken the first commit. */
  connected(commit: Bytes): Promise<void>;
  /** Forgets the store: a local vault, with everything that is in it. */
  disconnect(): Promise<void>;
  /**
   * Becomes a device of its own, after CloneError (protocol 3): new keys, id, slot and certificate, sent with the next commit.
   * Sessions and the request key are the caller's to renew first.
   */
  renewDevice(name: string): Promise<void>;
  /**
   * A person's decision after RollbackError: everything here becomes one unsent commit on the former state that the store went
   * back to. `pulled` is everything that it has. Throws NotResumableError; then nothing was changed.
   */
  resume(pulled: Pulled): Promise<void>;
  /**
   * Changes the ways in of a connected vault, with what can sign in, all or nothing: `push` has the exchange make a round,
   * which asks for this commit. Answers the way added. Throws what `push` throws, UnknownWayError, LastWayError.
   */
  changeWays(change: WayChange, push: () => Promise<void>): Promise<Way | undefined>;

  /** Everything that `exportSealed` seals, open. Throws nothing for damaged records: they are left out. */
  contents(): Promise<ExportedVault>;
  /** Everything but the account's identity, sealed under a password. `readSealedExport` opens it. */
  exportSealed(password: string, stretch: Stretch): Promise<Bytes>;
  /**
   * Adds in one commit what is not here yet; a record that is here stays as it is. Settings stay behind, as they are named
   * after the vault they belong to. Keys of armored texts become readable here, too.
   */
  importVault(from: ExportedVault): Promise<{ readonly added: number; readonly kept: number }>;
  /** Wipes the keys. */
  close(): void;
}

/** The vault as it can be had while it is locked. */
export interface Keeper {
  exists(): Promise<boolean>;
  /** The ways in that a person holds. */
  ways(): Promise<readonly LockedWay[]>;
  create(ways: readonly NewWay[], deviceName: string): Promise<OpenVault>;
  /** Null when the secret is wrong. */
  unlock(slot: Id, secret: Bytes): Promise<OpenVault | null>;
  /** Opens it with the master key that the session kept. Null when that opens nothing any more. */
  resume(masterKey: Bytes): Promise<OpenVault | null>;
  /** The ways in among slots as a store tells them. */
  waysIn(slots: readonly Bytes[]): Promise<readonly LockedWay[]>;
  /** What a locked browser may ask its store from. */
  past(): Promise<Past>;
  /** Opens what a store tells a new browser, and writes nothing. Null when the secret is wrong. */
  join(account: Id, pulled: Pulled, slot: Id, secret: Bytes): Promise<Joining | null>;
  /** Opens a connected vault by a way in that was changed elsewhere. Null when the secret is wrong. */
  follow(pulled: Pulled, slot: Id, secret: Bytes, as?: 'copied'): Promise<OpenVault | null>;
}
