import type { Stretch } from '../../crypto/index.ts';
import type { CheckedList } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { RowTable } from '../../records/index.ts';
import type { Past, Pulled } from '../../sync/index.ts';
import type { Domain, LeaveNote, Removal as ListRemoval } from '../../wire/index.ts';
import type {
  Device,
  DeviceChange,
  ExchangeHears,
  ExportedVault,
  FirstPush,
  JoinedState,
  BackWay,
  EscrowWay,
  LockedWay,
  NewWay,
  OrganisationWay,
  OpenedRecord,
  OpenRow,
  OwnDevice,
  Put,
  RowsWrite,
  Summary,
  SyncStatus,
  VaultExchange,
  VouchedState,
  Way,
  WayChange,
  WithRows,
  Write,
} from './types.ts';

/** What is kept, record by record. Methods that write are one commit each, in turn; a rejected one changed nothing. */
export interface RecordsFacet {
  /** All listed records, in no order. The same array until the next write. */
  entries(): readonly Summary[];
  /** Ids and revisions of those that no list shows, in no order. The same array until the next write. */
  unlisted(): readonly { readonly id: Id; readonly revision: number }[];
  /** What tells these from others: 32 bytes, made without reading one of them. */
  unlistedMark(): Bytes;
  has(id: Id): boolean;
  /** The one id of a record that every device must find by its name (settings and the like). */
  namedId(name: string): Id;
  /** Throws UnknownRecordError, DamagedRecordError. */
  read(id: Id): Promise<OpenedRecord>;
  /** All of these as they are at one moment; those that are gone or can't be opened are left out. */
  readMany(ids: readonly Id[]): Promise<OpenedRecord[]>;
  /** Throws StaleWriteError, and what the database throws. */
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
}

/** What this device has of its messages and nobody else (protocol 8.6). */
export interface RowsFacet {
  /** Undefined where there is none of this name. Throws DamagedRowError. */
  read(table: RowTable, name: string): Promise<OpenRow | undefined>;
  /** All of a table that open, in no order. */
  list(table: RowTable): Promise<readonly OpenRow[]>;
  /** How many of a table don't open. */
  damaged(table: RowTable): Promise<number>;
  /** Takes those away: what was in them is lost, and others can be written in their places. */
  dropDamaged(table: RowTable): Promise<void>;
  /**
   * Writes rows, and records with them: all of it or nothing. Throws StaleWriteError, and `conflict` where a row has another version
   * than the one written on.
   */
  write(rows: RowsWrite, and?: WithRows): Promise<void>;
  /** This device as its list has it, with its keys. Throws UnknownDeviceError where the list doesn't have it. */
  own(): Promise<OwnDevice>;
}

/**
 * The ways in. A local vault changes them by itself; a connected one proposes a change, which counts once the store has taken
 * it: the others throw ConnectedError there.
 */
export interface WaysFacet {
  list(): readonly Way[];
  /** The way back by answers, which is none of them; `propose` takes it away by its id, or puts another in its place. */
  escrow(): EscrowWay | undefined;
  /** The ways back by people who hold shares, and by an organisation: the same. */
  trustees(): BackWay | undefined;
  organisation(): OrganisationWay | undefined;
  add(way: NewWay): Promise<Way>;
  rename(id: Id, name: string): Promise<void>;
  /** Rotates the master key and all current domain keys. Throws LastWayError, UnknownWayError. */
  remove(id: Id): Promise<void>;
  /** A new way in place of an old one (a password change); rotates like `remove`. */
  replace(id: Id, way: NewWay): Promise<Way>;
  /**
   * Drafts a change of the ways in, with what can sign in, into the open state: the next exchange brings it to the store, all
   * or nothing. One at a time: another takes its place. Throws NotConnectedError, UnknownWayError.
   */
  propose(change: WayChange): Promise<void>;
  /**
   * Takes the proposal out again, made or not. Answers the way that was added. Throws why it could not be made (LastWayError,
   * DamagedRecordError and others).
   */
  conclude(): Promise<Way | undefined>;
}

/** The devices of this vault, and its keys (protocol 6). */
export interface DevicesFacet {
  /** As the signed list has them, in its order. */
  list(): Promise<readonly Device[]>;
  /** Throws UnknownDeviceError. */
  rename(id: Id, name: string): Promise<void>;
  /**
   * Takes devices out, or brings new keys alone: here, or, in a connected vault, drafted into the open state like a change of
   * the ways in, to be brought to the store by the next exchange. Throws UnknownDeviceError, also for this device itself.
   */
  propose(change: DeviceChange): Promise<void>;
  /** Takes the proposal out again, made or not. Throws why it could not be made. */
  conclude(): Promise<void>;
  /**
   * After a rotation, as often as it takes: seals the next records under the current keys, in one commit, and answers how many
   * are left. When none is, former keys whose time is over are shredded (protocol 6.4).
   */
  reseal(): Promise<number>;
  /** Whether this device's own keys are to be renewed: `propose` with `own-keys`. */
  areOwnKeysDue(): Promise<boolean>;
  /** Whether the list was signed so long ago that whoever reads it is warned. Of a local vault nobody else reads it. */
  readonly isListOld: boolean;
  /** The newest version of the signed list that was followed. */
  readonly signed: CheckedList;
  /** Everybody who was taken out, and why, oldest first. */
  readonly removed: readonly ListRemoval[];
  /** Who of them left by their own signed word, among the notes that a store tells (protocol 6.2). */
  left(notes: readonly LeaveNote[]): Promise<readonly Id[]>;
  /** When the master key was made that is current, in milliseconds since 1970. */
  readonly keysMadeAt: number;
}

/** This vault's side of a store: what goes there, and what is told from there. */
export interface ReplicaFacet {
  /** Undefined: a local vault. */
  readonly status: SyncStatus | undefined;
  exchange(hears?: ExchangeHears): VaultExchange;
  /** This device's signature (64 bytes), where a store asks for it; `as`: of one that it was before. Throws UnknownDeviceError. */
  sign(message: Bytes, as?: Id): Promise<Bytes>;
  /** This device's note that it leaves, for its store. Throws NotConnectedError. */
  leave(): Promise<LeaveNote>;
  /** The state followed last, as this device vouches for it towards a new browser. Throws NotConnectedError. */
  vouch(): Promise<VouchedState>;
  /**
   * This vault as the first commit of an account of its own at the store of this origin (protocol 3.2). Asked again it answers
   * the same, unless something was written. Throws ConnectedError, DamagedRecordError, RecordSumError, DamagedVaultError.
   */
  connect(origin: string): Promise<FirstPush>;
  /** A store has taken the first commit. */
  connected(commit: Bytes): Promise<void>;
  /** Forgets the store: a local vault, with everything that is in it. */
  disconnect(): Promise<void>;
  /**
   * The account is at another store now (protocol 6.1): the next exchange, with that one, follows everything that it has. `known`:
   * the newest commit there (32 bytes), if it was made here.
   */
  arrive(known?: Bytes): Promise<void>;
  /**
   * Whether an account went to the store of this origin, by every version of the list that this store has, oldest first: they go on
   * from the one followed last, and one of them names it (protocol 6.1).
   */
  wentTo(origin: string, lists: readonly Bytes[]): Promise<boolean>;
  /**
   * Whether the account at the store of this origin is what this vault left behind when it moved away, by the newest version of the
   * list there; undefined: it is not. `listed`: that store knows this device.
   */
  leftAt(origin: string, newest: Bytes): Promise<{ readonly listed: boolean } | undefined>;
  /**
   * Becomes a device of its own, after CloneError (protocol 3): new keys, id, slot and certificate, sent with the next commit.
   * Sessions and the request key are the caller's to renew first.
   */
  renewDevice(name: string): Promise<void>;
  /**
   * A person's decision after RollbackError: everything here becomes one unsent commit on the former state that the store went
   * back to. `pulled` is everything that it has. Throws NotResumableError; then nothing was changed.
   */
  publishOver(pulled: Pulled): Promise<void>;
}

/** The whole vault, taken along. */
export interface BackupFacet {
  /** Everything that `exportSealed` seals, open. Throws nothing for damaged records: they are left out. */
  contents(): Promise<ExportedVault>;
  /** Everything but the account's identity, sealed under a password. `openExport` opens it. */
  exportSealed(password: string, stretch: Stretch): Promise<Bytes>;
  /**
   * Adds in one commit what is not here yet; a record that is here stays as it is. Settings stay behind, as they are named
   * after the vault they belong to. Keys of armored texts become readable here, too.
   */
  importVault(from: ExportedVault): Promise<{ readonly added: number; readonly kept: number }>;
}

/** An unlocked vault, by its facets: whoever works with it takes the one it needs. After `close` everything throws VaultClosedError. */
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
  readonly records: RecordsFacet;
  readonly rows: RowsFacet;
  readonly ways: WaysFacet;
  readonly devices: DevicesFacet;
  readonly replica: ReplicaFacet;
  readonly backup: BackupFacet;
  /** A copy of a domain's current key, or of an epoch's (4 bytes) if there is one: to derive from and to wipe, it seals nothing itself. */
  domainKey(domain: Domain, epoch?: Bytes): { readonly epoch: Bytes; readonly key: Bytes } | undefined;
  /** Wipes the keys. */
  close(): void;
}

/** A vault found at a store by a new browser: opened, verified, and not stored. */
export interface PendingJoin {
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

/** What unlocking reads, and of which head of the vault it is; undefined where there was nothing sound to read. */
export type ReadAhead = Promise<{ readonly head: Bytes; readonly snapshot: readonly Bytes[] } | undefined>;

/** The vault as it can be had while it is locked. */
export interface Keeper {
  exists(): Promise<boolean>;
  /** The ways in that a person holds. */
  ways(): Promise<readonly LockedWay[]>;
  create(ways: readonly NewWay[], deviceName: string): Promise<OpenVault>;
  /** Takes everything of the vault away, damaged or not; whoever had it open has closed it. */
  erase(): Promise<void>;
  /** This browser's device, as it stands beside its sealed secrets; undefined where there is no vault. */
  device(): Promise<Id | undefined>;
  /**
   * Why the signed list takes this device out, by every version that the store has; undefined where it does not, or these
   * don't go on from the list held here (protocol 6.2). Needs no key.
   */
  removedFor(lists: readonly Bytes[]): Promise<ListRemoval['reason'] | undefined>;
  /**
   * Where anything is unsent: takes away what this device has for itself, and the index, and leaves the sealed records. False:
   * nothing is, and nothing was done.
   */
  withhold(): Promise<boolean>;
  /** What was withheld so, by a way in of before. Null when the secret is wrong. */
  unsent(slot: Id, secret: Bytes): Promise<ExportedVault | null>;
  /** Begins to read what `unlock` needs, while the secret is being derived: half a second for a password. */
  readAhead(): ReadAhead;
  /** Null when the secret is wrong. */
  unlock(slot: Id, secret: Bytes, ahead?: ReadAhead): Promise<OpenVault | null>;
  /** Opens it with the master key that the session kept. Null when that opens nothing any more. */
  resume(masterKey: Bytes): Promise<OpenVault | null>;
  /** The ways in among slots as a store tells them. */
  waysIn(slots: readonly Bytes[]): Promise<readonly LockedWay[]>;
  /** What a locked browser may ask its store from. */
  past(): Promise<Past>;
  /** Opens what a store tells a new browser, and writes nothing. Null when the secret is wrong. */
  join(account: Id, pulled: Pulled, slot: Id, secret: Bytes): Promise<PendingJoin | null>;
  /**
   * The same by the master key that another browser handed over, which becomes the vault's to wipe: only what that browser
   * vouched for, or what validly goes on from there, in `since`.
   */
  joinLinked(
    account: Id,
    told: { readonly pulled: Pulled; readonly since?: Pulled },
    by: { readonly masterKey: Bytes; readonly vouched: VouchedState },
  ): Promise<PendingJoin>;
  /**
   * Opens a connected vault by the master key that another browser handed over (the caller's to wipe), if what the store tells goes
   * as far as that one vouches for. Throws LinkedStateError, and what following throws.
   */
  followLinked(
    pulled: Pulled,
    by: { readonly masterKey: Bytes; readonly vouched: VouchedState },
    as?: 'another',
  ): Promise<OpenVault>;
  /** Opens a connected vault by a way in that was changed elsewhere. Null when the secret is wrong. */
  follow(pulled: Pulled, slot: Id, secret: Bytes, as?: 'another'): Promise<OpenVault | null>;
}
