import type { KeyPair } from '../../crypto/index.ts';
import type { CheckedList } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { Domain } from '../../records/index.ts';
import type {
  ArchivedLeft,
  ArchivedMessage,
  Certificate,
  Contact,
  HeldShare,
  Invitation,
  Trustees,
} from '../../wire/index.ts';

export type Table = 'sessions' | 'prekeys' | 'outbox' | 'inbox' | 'keys';

/** A row of this device as it is kept. */
export interface KeptRow {
  readonly name: string;
  readonly version: number;
  readonly body: Bytes;
}

export interface RowPut {
  readonly table: Table;
  readonly name: string;
  /** The one that was read; absent: there is none yet. */
  readonly version?: number;
  readonly body: Bytes;
}

export interface RowRemoval {
  readonly table: Table;
  readonly name: string;
  readonly version: number;
}

interface RecordPut {
  readonly id: Id;
  readonly domain: Domain;
  readonly body: unknown;
  readonly base?: number;
}

interface RecordRemoval {
  readonly id: Id;
  readonly base: number;
}

/** One transaction: rows, records with them, and whether the store is owed a commit for it. */
export interface Change {
  readonly put?: readonly RowPut[];
  readonly remove?: readonly RowRemoval[];
  readonly records?: readonly RecordPut[];
  readonly dropped?: readonly RecordRemoval[];
  readonly owed?: true;
}

/** Where a device's rows lie; all of a change happens, or nothing of it. */
export interface RowsPort {
  read(table: Table, name: string): Promise<KeptRow | undefined>;
  list(table: Table): Promise<readonly KeptRow[]>;
  write(change: Change): Promise<void>;
  /** How many of a table can't be read any more. */
  damaged(table: Table): Promise<number>;
  /** Takes those away, so that others can be written in their places. */
  dropDamaged(table: Table): Promise<void>;
}

/** What it takes to see what there is. */
export interface Listing {
  readonly rows: Pick<RowsPort, 'list'>;
}

/** This device, as its account's newest list has it. */
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
  /** Devices that this one was before: what comes for them is received, and nothing is sent as them. */
  readonly former: readonly FormerDevice[];
}

export interface FormerDevice {
  readonly device: Id;
  readonly agreement: KeyPair;
  readonly mailbox: KeyPair;
}

/** A contact with its record. */
export interface HeldContact {
  readonly id: Id;
  readonly revision: number;
  readonly contact: Contact;
}

export interface ContactsPort {
  read(id: Id): Promise<HeldContact | undefined>;
  all(): Promise<readonly HeldContact[]>;
  /** Those of an account: more than one only where it is claimed from another store, too. */
  ofAccount(account: Id): Promise<readonly HeldContact[]>;
  /** The id of a contact's record, which every device finds. */
  idOf(contact: Pick<Contact, 'account' | 'origin'>): Id;
  /** The own account as those see it who write to its devices: so one of them writes to the others. */
  own(): Promise<HeldContact>;
  /** As a part of a change. */
  put(held: Omit<HeldContact, 'revision'> & { readonly revision?: number }): Promise<readonly RecordPut[]>;
}

/** Invitations of this account, by the conversations that their texts name. */
export interface InvitationsPort {
  read(id: Id): Promise<Invitation | undefined>;
  /** The id of its record: what its text is kept with until somebody was given it. */
  idOf(id: Id): Id;
  /** As a part of a change. */
  put(id: Id, invitation: Invitation): Promise<readonly RecordPut[]>;
}

/** Shares of contacts' secrets, one a contact, and who holds those of the own one. */
export interface SharesPort {
  /** Of a contact, by its record. */
  held(contact: Id): Promise<HeldShare | undefined>;
  all(): Promise<readonly HeldShare[]>;
  /** As parts of a change. */
  put(share: HeldShare): Promise<readonly RecordPut[]>;
  drop(contact: Id): Promise<readonly RecordRemoval[]>;
  trustees(): Promise<Trustees | undefined>;
  putTrustees(trustees: Trustees): Promise<readonly RecordPut[]>;
}

/** The account's own card and delivery token. */
export interface OwnCards {
  /** Signed, encoded: what travels with a set-up. Throws NoCardError. */
  card(): Promise<Bytes>;
  deliveryToken(): Promise<Bytes>;
}

/** What a text is bound to. */
interface TextBinding {
  readonly identity: Bytes;
  readonly conversation: Id;
  readonly recipients: readonly { readonly identity: Bytes }[];
  /** Hash of the card that stands in the place of recipients. */
  readonly invitation?: Bytes | undefined;
}

/** Texts as they stand in pages (protocol 8.3). */
interface TextsPort {
  seal(
    text: string,
    bound: TextBinding,
  ): Promise<{ readonly key: Bytes; readonly id: Bytes; readonly ciphertext: Bytes; readonly armored: string }>;
  /** The id of a text by what its envelope says. */
  idOf(key: Bytes, bound: TextBinding, ciphertext: Bytes): Bytes;
}

export interface ArchivePort {
  /** As a part of a change; none where it is kept already. `origin`: of the contact who wrote it; empty: an own text. */
  put(text: ArchivedMessage, origin: string): Promise<readonly RecordPut[]>;
  /** As a part of a change: the text goes. By its writer: account and, of a contact, their origin (empty: ourselves). */
  drop(writer: { readonly account: Id; readonly origin: string }, id: Bytes): Promise<readonly RecordRemoval[]>;
  /** As a part of a change; a later leave of theirs takes the place of the one before. */
  putLeft(left: ArchivedLeft, origin: string): Promise<readonly RecordPut[]>;
  /** An own text by its id. */
  own(id: Bytes): Promise<ArchivedMessage | undefined>;
}

/** An account at a store with the token of it that we hold; `use` names the use of an invitation. */
export interface Holding {
  readonly store: string;
  readonly account: Id;
  readonly token: Id;
  readonly use?: Id | undefined;
}

/** Any person's store, asked by a token alone. Everything that it tells is its word. */
export interface StoresPort {
  bundles(
    holding: Holding,
    from: number,
  ): Promise<{ readonly lists: readonly Bytes[]; readonly bundles: readonly Bytes[] }>;
  lists(holding: Holding, from: number): Promise<readonly Bytes[]>;
  deposit(
    deposit: Holding & { readonly device: Id; readonly deposit: Id; readonly envelope: Bytes },
  ): Promise<{ readonly gone?: Bytes }>;
}

export interface Letter {
  readonly id: Id;
  readonly by: 'delivery' | 'invitation' | 'former';
  readonly envelope: Bytes;
}

export interface PreKeyState {
  readonly signed?: Id | undefined;
  readonly kem?: Id | undefined;
  readonly once: number;
  readonly wanted: number;
}

/** The mailbox of this device at the own store. */
export interface MailboxPort {
  mail(
    limit?: number,
  ): Promise<{ readonly mail: readonly Letter[]; readonly more: boolean; readonly preKeys: PreKeyState }>;
  acknowledge(ids: readonly Id[]): Promise<void>;
  preKeys(): Promise<PreKeyState>;
  putPreKeys(keys: {
    readonly signed?: Bytes;
    readonly kem?: Bytes;
    readonly once?: readonly Bytes[];
    /** One-time keys that the store has are forgotten: not all of them can be answered for. */
    readonly anew?: true;
  }): Promise<PreKeyState>;
}

export interface MessengerPorts {
  own(): Promise<OwnDevice>;
  /** A signature of this device's signing key, 64 bytes. */
  sign(message: Bytes): Promise<Bytes>;
  readonly rows: RowsPort;
  readonly contacts: ContactsPort;
  readonly invitations: InvitationsPort;
  readonly shares: SharesPort;
  readonly cards: OwnCards;
  readonly texts: TextsPort;
  readonly archive: ArchivePort;
  readonly stores: StoresPort;
  /** `of`: a device that this one was before. Throws where this vault has no store, or is signed out there. */
  mailbox(of?: Id): Promise<MailboxPort>;
  /** Until what is at the own store is followed. Throws what stopped it. */
  followed(): Promise<void>;
  /** Until the own store has everything, the owed commit too. Throws what stopped it. */
  settled(): Promise<void>;
  readonly clock: () => number;
}
