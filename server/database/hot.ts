import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Bytes } from '../../src/encoding/index.ts';

/** A session as a request meets it. */
export interface SessionRow {
  readonly number: number;
  readonly id: Bytes;
  readonly account: number;
  readonly account_id: Bytes;
  readonly request_key: Bytes;
  readonly device: Bytes | null;
  readonly how: string;
  /** 1: its device was removed. */
  readonly removed: number;
  readonly label: Bytes | null;
  readonly signed_in_at: number;
  readonly last_seen_at: number;
  readonly expires_at: number;
}

export interface VaultRow {
  readonly head: Bytes;
  readonly sequence: number;
  readonly records: number;
  readonly bytes: number;
  /** The commit that last changed keyring or slots. */
  readonly state_sequence: number;
  /** 1: the account is at another store now (protocol 6.1). */
  readonly moved: number;
}

export interface CommitRow {
  readonly sequence: number;
  readonly head: Bytes;
  readonly parent: Bytes;
  readonly author: Bytes;
  readonly signature: Bytes;
  readonly manifest: Bytes;
}

const texts = {
  session: `select s.number, s.id, s.account, a.id as account_id, s.request_key, s.device, s.removed, s.label, s.how,
    s.signed_in_at, s.last_seen_at, s.expires_at from sessions s join accounts a on a.number = s.account where s.token = ?`,
  vault: 'select head, sequence, records, bytes, state_sequence, moved from vaults where account = ?',
  author: 'select signing from authors where account = ? and device = ?',
  left: 'select 1 from leaves where account = ? and device = ?',
  claim: 'insert or ignore into nonces (time, session, nonce) values (?, ?, ?)',
  standing: 'select 1 from sessions where number = ? and removed = 0',
  size: 'select length(frame) as size from records where account = ? and id = ?',
  stateBytes: `select coalesce((select length(keyring) from states where account = ?), 0) as keyring,
    coalesce((select sum(length(sealed)) from slots where account = ?), 0) as slots`,
  put: `insert into records (account, id, revision, sequence, frame) values (?, ?, ?, ?, ?) on conflict (account, id)
    do update set revision = excluded.revision, sequence = excluded.sequence, frame = excluded.frame`,
  remove: `update records set frame = null, sequence = ? where account = ? and id = ? and frame is not null`,
  append: `insert into commits (account, sequence, head, parent, author, signature, manifest) values (?, ?, ?, ?, ?, ?, ?)`,
  advance: `update vaults set head = ?, sequence = ?, records = ?, bytes = ?, state_sequence = ?, moved = ?
    where account = ?`,
  commit: `select sequence, head, parent, author, signature, manifest from commits where account = ? and head = ?`,
  commitsSince: `select sequence, head, parent, author, signature, manifest from commits
    where account = ? and sequence > ? and sequence <= ? order by sequence`,
  changeCount: `select count(*) as total from records where account = ? and sequence > ? and sequence <= ?`,
  keyring: `select keyring from states where account = ?`,
  slots: `select slot, sealed from slots where account = ? order by place`,
  lists: `select list from lists where account = ? and sequence > ? and sequence <= ? order by version`,
  liveCount: `select count(*) as total from records where account = ? and sequence <= ? and frame is not null`,
} as const;

type Name = keyof typeof texts;

/** The statements that run at every request or for every record, prepared once a connection. All of them synchronous. */
export class HotPath {
  readonly #statements: Readonly<Record<Name, StatementSync>>;

  constructor(database: DatabaseSync) {
    const prepared = Object.entries(texts).map(([name, text]) => [name, database.prepare(text)]);
    this.#statements = Object.fromEntries(prepared) as Record<Name, StatementSync>;
  }

  session(token: Bytes): SessionRow | undefined {
    return this.#statements.session.get(token) as SessionRow | undefined;
  }

  vault(account: number): VaultRow | undefined {
    return this.#statements.vault.get(account) as VaultRow | undefined;
  }

  /** The signing key of a listed device. */
  author(account: number, device: Bytes): Bytes | undefined {
    return (this.#statements.author.get(account, device) as { signing: Bytes } | undefined)?.signing;
  }

  /** Whether a device left by its own word. */
  hasLeft(account: number, device: Bytes): boolean {
    return this.#statements.left.get(account, device) !== undefined;
  }

  /** Whether nobody took this nonce before. */
  claim(time: number, session: number, nonce: Bytes): boolean {
    return this.#statements.claim.run(time, session, nonce).changes === 1;
  }

  /** Whether this session was not ended. */
  isStanding(session: number): boolean {
    return this.#statements.standing.get(session) !== undefined;
  }

  /** Bytes of a live record's frame; undefined: never there; null: deleted. */
  size(account: number, id: Bytes): number | null | undefined {
    return (this.#statements.size.get(account, id) as { size: number | null } | undefined)?.size;
  }

  /** Bytes of keyring and slots as they stand. */
  stateBytes(account: number): { readonly keyring: number; readonly slots: number } {
    return this.#statements.stateBytes.get(account, account) as { keyring: number; slots: number };
  }

  /** `frame`: as it will be sent. */
  put(account: number, id: Bytes, revision: number, sequence: number, frame: Bytes): void {
    this.#statements.put.run(account, id, revision, sequence, frame);
  }

  remove(account: number, id: Bytes, sequence: number): void {
    this.#statements.remove.run(sequence, account, id);
  }

  append(account: number, row: CommitRow): void {
    const { sequence, head, parent, author, signature, manifest } = row;
    this.#statements.append.run(account, sequence, head, parent, author, signature, manifest);
  }

  advance(account: number, { head, sequence, records, bytes, state_sequence, moved }: VaultRow): void {
    this.#statements.advance.run(head, sequence, records, bytes, state_sequence, moved, account);
  }

  commit(account: number, head: Bytes): CommitRow | undefined {
    return this.#statements.commit.get(account, head) as CommitRow | undefined;
  }

  /** Must be used up, or left by `break`, before anything is waited for. */
  commitsSince(account: number, since: number, until: number): Iterable<CommitRow> {
    return this.#statements.commitsSince.iterate(account, since, until) as Iterable<unknown> as Iterable<CommitRow>;
  }

  keyring(account: number): Bytes | undefined {
    return (this.#statements.keyring.get(account) as { keyring: Bytes } | undefined)?.keyring;
  }

  slots(account: number): { readonly slot: Bytes; readonly sealed: Bytes }[] {
    return this.#statements.slots.all(account) as { slot: Bytes; sealed: Bytes }[];
  }

  /** The list versions that commits after `since` and up to `until` brought, oldest first. */
  lists(account: number, since: number, until: number): Bytes[] {
    return (this.#statements.lists.all(account, since, until) as { list: Bytes }[]).map(({ list }) => list);
  }

  changeCount(account: number, since: number, until: number): number {
    return (this.#statements.changeCount.get(account, since, until) as { total: number }).total;
  }

  liveCount(account: number, until: number): number {
    return (this.#statements.liveCount.get(account, until) as { total: number }).total;
  }
}
