import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';

/** Every step the tables have taken, by name, in order. A step that has been released is never edited. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': { up: (db) => make(db, tables) },
  '0002-relay': { up: (db) => make(db, relayTables) },
  '0003-moves': { up: (db) => make(db, moves) },
  '0004-recovery': { up: (db) => make(db, recoveryTables) },
  '0005-recovery-second': { up: (db) => make(db, recoverySecond) },
  '0006-topics': { up: (db) => make(db, topicTables) },
  '0007-request-macs': { up: (db) => make(db, requestMacs) },
  '0008-ready-frames': { up: (db) => make(db, readyFrames) },
};

export const migrationProvider: MigrationProvider = {
  getMigrations: () => Promise.resolve({ ...migrations }),
};

/** `records` keeps its rowid: a delta then reads neighbouring pages. `nonces` begins with the time: new rows come last. */
const tables = [
  `create table accounts (number integer primary key autoincrement, id blob not null unique, created_at integer not null,
    made_by blob not null, lookup blob unique, password_slot blob, password_record blob, totp_sealed blob,
    totp_step integer not null default 0)`,
  `create table vaults (account integer primary key references accounts (number) on delete cascade, head blob not null,
    sequence integer not null, records integer not null, bytes integer not null, state_sequence integer not null)`,
  `create table states (account integer primary key references accounts (number) on delete cascade, keyring blob not null)`,
  `create table slots (account integer not null references accounts (number) on delete cascade, place integer not null,
    slot blob not null, sealed blob not null, primary key (account, place))`,
  `create table commits (account integer not null references accounts (number) on delete cascade, sequence integer not null,
    head blob not null, parent blob not null, author blob not null, signature blob not null, manifest blob not null,
    primary key (account, sequence)) without rowid`,
  `create unique index commits_by_head on commits (account, head)`,
  `create table records (number integer primary key, account integer not null references accounts (number) on delete cascade,
    id blob not null, revision integer not null, sequence integer not null, blob blob)`,
  `create unique index records_by_id on records (account, id)`,
  `create index records_by_sequence on records (account, sequence)`,
  `create table lists (account integer not null references accounts (number) on delete cascade, version integer not null,
    sequence integer not null, list blob not null, primary key (account, version))`,
  `create table authors (account integer not null references accounts (number) on delete cascade, device blob not null,
    signing blob not null, primary key (account, device))`,
  `create table leaves (account integer not null references accounts (number) on delete cascade, device blob not null,
    head blob not null, signature blob not null, primary key (account, device))`,
  `create table sessions (number integer primary key autoincrement, id blob not null unique,
    account integer not null references accounts (number) on delete cascade, token blob not null unique,
    request_key blob not null, how text not null, label blob, device blob, removed integer not null default 0, created_at integer not null,
    signed_in_at integer not null, last_seen_at integer not null, expires_at integer not null,
    unique (account, request_key))`,
  `create table nonces (time integer not null, session integer not null, nonce blob not null,
    primary key (time, session, nonce)) without rowid`,
  `create table tickets (id blob primary key, expires_at integer not null, used_for blob) without rowid`,
  `create index tickets_by_expiry on tickets (expires_at)`,
  `create table passkeys (credential blob primary key,
    account integer not null references accounts (number) on delete cascade, slot blob not null, public_key blob not null,
    counter integer not null)`,
  `create index passkeys_by_account on passkeys (account)`,
  `create table sign_keys (public_key blob primary key,
    account integer not null references accounts (number) on delete cascade, slot blob not null)`,
  `create index sign_keys_by_account on sign_keys (account)`,
  `create table security_keys (credential blob primary key,
    account integer not null references accounts (number) on delete cascade, public_key blob not null,
    counter integer not null, label blob, created_at integer not null)`,
  `create index security_keys_by_account on security_keys (account)`,
  `create table backup_codes (account integer not null references accounts (number) on delete cascade, code blob not null,
    primary key (account, code)) without rowid`,
  `create table activity (number integer primary key autoincrement,
    account integer not null references accounts (number) on delete cascade, what text not null, how text, session blob,
    request_key blob, label blob, since integer not null, at integer not null, count integer not null default 1)`,
  `create index activity_by_account on activity (account, at)`,
  `create table buckets (name blob primary key, level real not null, at integer not null) without rowid`,
  `create table tenant_keys (id integer primary key, sealed blob not null, created_at integer not null)`,
  `create table purpose_keys (purpose text primary key, tenant integer not null references tenant_keys (id),
    sealed blob not null)`,
];

/** What people leave for each other. `envelopes` and `contact_tokens` never use a number twice: rows of others name it. */
const relayTables = [
  `create table pre_keys (number integer primary key, account integer not null references accounts (number) on delete cascade,
    device blob not null, kind text not null, id blob not null, encoded blob not null, handed_at integer, unique (account, device, kind, id))`,
  `create table contact_tokens (number integer primary key autoincrement,
    account integer not null references accounts (number) on delete cascade, hash blob not null, kind text not null,
    standing text not null, uses integer not null, expires_at integer not null, asked_at integer not null,
    unique (account, hash))`,
  `create table token_uses (token integer not null references contact_tokens (number) on delete cascade, hash blob not null,
    fetches integer not null, deposits integer not null, expires_at integer not null, primary key (token, hash)) without rowid`,
  `create index token_uses_by_expiry on token_uses (expires_at)`,
  `create table mailboxes (account integer not null references accounts (number) on delete cascade, device blob not null,
    envelopes integer not null, bytes integer not null, day integer not null, came integer not null,
    primary key (account, device)) without rowid`,
  `create table envelopes (number integer primary key autoincrement,
    account integer not null references accounts (number) on delete cascade, device blob not null, id blob not null,
    came_by text not null, envelope blob, expires_at integer not null, unique (account, device, id))`,
  `create index envelopes_by_expiry on envelopes (expires_at)`,
  `create index envelopes_waiting on envelopes (account, device, number) where envelope is not null`,
];

/** 1: the newest device list names another store. */
const moves = ['alter table vaults add column moved integer not null default 0'];

/**
 * Ways back by answers, trustees and an organisation (an escrow of that kind). A recovery outlives its escrow, so that who asked is told
 * that it is over.
 */
const recoveryTables = [
  `create table escrows (number integer primary key autoincrement,
    account integer not null references accounts (number) on delete cascade, kind text not null, slot blob not null,
    sign_key blob not null unique, address blob not null, sealed blob, created_at integer not null,
    unique (account, kind), unique (address, kind))`,
  `create table recoveries (number integer primary key autoincrement,
    escrow integer references escrows (number) on delete set null,
    account integer not null references accounts (number) on delete cascade, id blob not null unique, request_key blob not null,
    code blob not null, tries integer not null, code_until integer not null, stop blob not null unique, passed_at integer,
    opens_at integer, until integer, over text, share_key blob, meeting blob unique)`,
  `create index recoveries_by_escrow on recoveries (escrow)`,
  `create index recoveries_by_account on recoveries (account)`,
  `create table evaluations (number integer primary key autoincrement,
    escrow integer not null references escrows (number) on delete cascade, recovery integer, element blob, drill integer not null,
    at integer not null)`,
  `create index evaluations_by_escrow on evaluations (escrow, at)`,
  `create index evaluations_by_recovery on evaluations (recovery)`,
  `create table handed_shares (number integer primary key autoincrement,
    recovery integer not null references recoveries (number) on delete cascade, share blob not null, unique (recovery, share))`,
  `create table recovery_deeds (id integer primary key, deeds integer not null, rests_until integer not null)`,
];

/** What a recovery takes beside the mailed code: null, `factor` or `sms`, and the keyed hash of its number. */
const recoverySecond = [
  'alter table escrows add column second text',
  'alter table escrows add column number_hash blob',
  'alter table recoveries add column mailed_at integer',
  'alter table recoveries add column sms_code blob',
  'alter table recoveries add column sms_sent integer not null default 0',
];

/** Where members of a channel announce its keys: whose it is, no table says. */
const topicTables = [
  `create table topics (number integer primary key autoincrement, name blob not null unique, newest blob not null,
    sequence integer not null, day integer not null, came integer not null)`,
  `create index topics_by_day on topics (day)`,
  `create table announcements (topic integer not null references topics (number) on delete cascade, sequence integer not null,
    hash blob not null, sealed blob not null, primary key (topic, sequence), unique (topic, hash)) without rowid`,
];

/** Request keys of before are of another curve: who has one signs in anew. Recoveries that wait are asked for anew. */
const requestMacs = ['delete from sessions', 'delete from recoveries'];

/** A record lies as a pull sends it: length, id, revision, blob. What joins them joins bytes, whatever it calls them. */
const readyFrames = [
  'alter table records rename column blob to frame',
  `update records set frame = cast(unhex(printf('%08x', 20 + length(frame))) || id || unhex(printf('%08x', revision)) || frame
    as blob) where frame is not null`,
];

async function make(db: Kysely<unknown>, made: readonly string[]): Promise<void> {
  for (const table of made) await sql.raw(table).execute(db);
}
