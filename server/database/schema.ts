import type { Generated } from 'kysely';
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
  vaults: { account: number; head: Bytes; sequence: number; records: number; bytes: number; state_sequence: number };
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
    blob: Bytes | null;
  };
  lists: { account: number; version: number; sequence: number; list: Bytes };
  /** The devices of the newest list, by their signing keys. */
  authors: { account: number; device: Bytes; signing: Bytes };
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
  tenant_keys: { id: number; sealed: Bytes; created_at: number };
  purpose_keys: { purpose: string; tenant: number; sealed: Bytes };
}
