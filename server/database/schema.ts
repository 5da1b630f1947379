import type { Generated, Selectable } from 'kysely';
import type { Bytes } from '../../src/encoding/index.ts';

/**
 * The tables. An account is a small number inside (`account`), its 16-byte id outside. Times are milliseconds since 1970.
 * Columns named `sealed` or ending in `_sealed` are under a key of the kms; hashes are keyed by it.
 */
export interface Schema {
  accounts: {
    number: Generated<number>;
    id: Bytes;
    created_at: number;
    /** Hash of the ticket and request key that made it: a repeated sign-up is recognised by it. */
    made_by: Bytes;
    /** Keyed hash of the e-mail look-up; null without a password. */
    lookup: Bytes | null;
    password_slot: Bytes | null;
    password_record: Bytes | null;
    totp_sealed: Bytes | null;
    /** The last time step whose code was taken: a code is good once. */
    totp_step: number;
  };
  vaults: {
    account: number;
    head: Bytes;
    sequence: number;
    records: number;
    bytes: number;
    state_sequence: number;
    /** 1: its newest device list names another store, and nothing is written here any more. */
    moved: Generated<number>;
  };
  states: { account: number; keyring: Bytes };
  slots: { account: number; place: number; slot: Bytes; sealed: Bytes };
  commits: {
    account: number;
    sequence: number;
    head: Bytes;
    parent: Bytes;
    author: Bytes;
    signature: Bytes;
    manifest: Bytes;
  };
  /** `blob` null: deleted. */
  records: {
    number: Generated<number>;
    account: number;
    id: Bytes;
    revision: number;
    sequence: number;
    /** Ready to be sent; null: deleted. */
    frame: Bytes | null;
  };
  lists: { account: number; version: number; sequence: number; list: Bytes };
  /** The devices of the newest list, by their signing keys. */
  authors: { account: number; device: Bytes; signing: Bytes };
  /** Notes of devices that left and are still listed. */
  leaves: { account: number; device: Bytes; head: Bytes; signature: Bytes };
  sessions: {
    number: Generated<number>;
    id: Bytes;
    account: number;
    token: Bytes;
    request_key: Bytes;
    how: string;
    label: Bytes | null;
    device: Bytes | null;
    /** 1: its device was removed; all that it is still told is the device list. */
    removed: Generated<number>;
    created_at: number;
    signed_in_at: number;
    last_seen_at: number;
    expires_at: number;
  };
  nonces: { time: number; session: number; nonce: Bytes };
  /** `used_for`: hash of the one request that a ticket was spent on, where it may be sent again. */
  tickets: { id: Bytes; expires_at: number; used_for: Bytes | null };
  passkeys: { credential: Bytes; account: number; slot: Bytes; public_key: Bytes; counter: number };
  sign_keys: { public_key: Bytes; account: number; slot: Bytes };
  security_keys: {
    credential: Bytes;
    account: number;
    public_key: Bytes;
    counter: number;
    label: Bytes | null;
    created_at: number;
  };
  /** What happened to an account, as its owner may read it. `since`, `at`: the first and last of `count`. */
  activity: {
    number: Generated<number>;
    account: number;
    what: string;
    how: string | null;
    session: Bytes | null;
    request_key: Bytes | null;
    label: Bytes | null;
    since: number;
    at: number;
    count: number;
  };
  backup_codes: { account: number; code: Bytes };
  buckets: { name: Bytes; level: number; at: number };
  /** What sessions with a device begin with: one `signed` and one `kem`, and `once` keys, which are nobody's any more once handed out. */
  pre_keys: {
    number: Generated<number>;
    account: number;
    device: Bytes;
    kind: string;
    id: Bytes;
    encoded: Bytes;
    handed_at: number | null;
  };
  /**
   * Every token that an account ever gave out, by its keyed hash. `standing`: current, former or abused. `uses`: those that an
   * invitation has left. `asked_at`: when the last envelope came that no use and no delivery token brought.
   */
  contact_tokens: {
    number: Generated<number>;
    account: number;
    hash: Bytes;
    kind: string;
    standing: string;
    uses: number;
    expires_at: number;
    asked_at: number;
  };
  /** Uses of invitations, by keyed hashes of what clients name them; what each has left. */
  token_uses: { token: number; hash: Bytes; fetches: number; deposits: number; expires_at: number };
  /** How much waits for a device; and how many envelopes came on the last day on which any did (days since 1970). */
  mailboxes: { account: number; device: Bytes; envelopes: number; bytes: number; day: number; came: number };
  /** `envelope` null: it has arrived; the row stays so that the same deposit isn't taken again. No row says who brought it. */
  envelopes: {
    number: Generated<number>;
    account: number;
    device: Bytes;
    id: Bytes;
    came_by: string;
    envelope: Bytes | null;
    expires_at: number;
  };
  /**
   * What an account has of each kind of way back: its sign-in key, keyed hash of its address, sealed: of answers the OPRF key, salt,
   * questions and box; of an organisation, what is sealed to it.
   */
  escrows: {
    number: Generated<number>;
    account: number;
    kind: 'answers' | 'trustees' | 'organisation';
    slot: Bytes;
    sign_key: Bytes;
    address: Bytes;
    sealed: Bytes | null;
    created_at: number;
    /** What a recovery takes beside the mailed code, and the keyed hash of a number. */
    second: 'factor' | 'sms' | null;
    number_hash: Bytes | null;
  };
  /** `code`, `stop`: keyed hashes of the mailed code and of the link's token. The three times stand once the code was right. */
  recoveries: {
    number: Generated<number>;
    escrow: number | null;
    account: number;
    id: Bytes;
    request_key: Bytes;
    code: Bytes;
    tries: number;
    code_until: number;
    stop: Bytes;
    passed_at: number | null;
    opens_at: number | null;
    until: number | null;
    over: 'stopped' | 'cancelled' | 'replaced' | 'restored' | null;
    /** By trustees or an organisation: what they seal to, and where they find it, once the asker said. */
    share_key: Bytes | null;
    meeting: Bytes | null;
    /** When the mailed code was right, where more is asked for; `code_until` is then of that. */
    mailed_at: number | null;
    /** Keyed hash of the code in the newest text message, and how many were asked for. */
    sms_code: Bytes | null;
    sms_sent: Generated<number>;
  };
  /** Sealed for the browser that asks. */
  handed_shares: { number: Generated<number>; recovery: number; share: Bytes };
  /** `element`: hash of what was evaluated; null for those that a restore forgot. `recovery` null: a drill, or such a one. */
  evaluations: {
    number: Generated<number>;
    escrow: number;
    recovery: number | null;
    element: Bytes | null;
    drill: number;
    at: number;
  };
  /** One row: how many evaluations were given and recoveries ended, ever; until when nothing opens. */
  recovery_deeds: { id: number; deeds: number; rests_until: number };
  /**
   * Where members of a channel announce its keys. `name`: keyed hash of the topic; `newest`: of its newest announcement, which is the
   * `sequence`-th; `came`: how many came on the last `day` (since 1970) on which any did.
   */
  topics: { number: Generated<number>; name: Bytes; newest: Bytes; sequence: number; day: number; came: number };
  announcements: { topic: number; sequence: number; hash: Bytes; sealed: Bytes };
  tenant_keys: { id: number; sealed: Bytes; created_at: number };
  purpose_keys: { purpose: string; tenant: number; sealed: Bytes };
}

export type EscrowRow = Selectable<Schema['escrows']>;
export type RecoveryRow = Selectable<Schema['recoveries']>;
