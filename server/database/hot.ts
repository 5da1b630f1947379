import type { Bytes } from '../../src/encoding/index.ts';
import type { Prepare, Statements } from './statements.ts';

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

/** A slot as it lies: its id in clear, the rest sealed. */
export interface SlotRow {
  readonly slot: Bytes;
  readonly sealed: Bytes;
}

export interface StateBytes {
  readonly keyring: number;
  readonly slots: number;
}

const texts = {
  session: `select s.number, s.id, s.account, a.id as account_id, s.request_key, s.device, s.removed, s.label, s.how,
    s.signed_in_at, s.last_seen_at, s.expires_at from sessions s join accounts a on a.number = s.account where s.token = ?`,
  vault: 'select head, sequence, records, bytes, state_sequence, moved from vaults where account = ?',
  author: 'select signing from authors where account = ? and device = ?',
  left: 'select 1 from leaves where account = ? and device = ?',
  claim: 'insert into nonces (time, session, nonce) values (?, ?, ?) on conflict do nothing',
  standing: 'select 1 from sessions where number = ? and removed = 0',
  stateBytes: `select coalesce((select length(keyring) from states where account = ?), 0) as keyring,
    coalesce((select sum(length(sealed)) from slots where account = ?), 0) as slots`,
  append: `insert into commits (account, sequence, head, parent, author, signature, manifest) values (?, ?, ?, ?, ?, ?, ?)`,
  advance: `update vaults set head = ?, sequence = ?, records = ?, bytes = ?, state_sequence = ?, moved = ?
    where account = ?`,
  commit: `select sequence, head, parent, author, signature, manifest from commits where account = ? and head = ?`,
  commitsSince: `select sequence, head, parent, author, signature, manifest from commits
    where account = ? and sequence > ? and sequence <= ? order by sequence limit ?`,
  changeCount: `select count(*) as total from records where account = ? and sequence > ? and sequence <= ?`,
  keyring: `select keyring from states where account = ?`,
  slots: `select slot, sealed from slots where account = ? order by place`,
  lists: `select list from lists where account = ? and sequence > ? and sequence <= ? order by version`,
  liveCount: `select count(*) as total from records where account = ? and sequence <= ? and frame is not null`,
} as const;

type Name = keyof typeof texts;

/** The statements that run at every request, prepared once a connection. */
export class HotPath {
  readonly #statements: Statements<Name>;

  constructor(prepare: Prepare) {
    this.#statements = prepare('hot', texts);
  }

  async session(token: Bytes): Promise<SessionRow | undefined> {
    return (await this.#statements.first('session', token)) as SessionRow | undefined;
  }

  async vault(account: number): Promise<VaultRow | undefined> {
    return (await this.#statements.first('vault', account)) as VaultRow | undefined;
  }

  /** The signing key of a listed device. */
  async author(account: number, device: Bytes): Promise<Bytes | undefined> {
    return ((await this.#statements.first('author', account, device)) as { signing: Bytes } | undefined)?.signing;
  }

  /** Whether a device left by its own word. */
  async hasLeft(account: number, device: Bytes): Promise<boolean> {
    return (await this.#statements.first('left', account, device)) !== undefined;
  }

  /** Whether nobody took this nonce before. */
  async claim(time: number, session: number, nonce: Bytes): Promise<boolean> {
    return (await this.#statements.run('claim', time, session, nonce)) === 1;
  }

  /** Whether this session was not ended. */
  async isStanding(session: number): Promise<boolean> {
    return (await this.#statements.first('standing', session)) !== undefined;
  }

  /** Bytes of keyring and slots as they stand. */
  async stateBytes(account: number): Promise<StateBytes> {
    return (await this.#statements.first('stateBytes', account, account)) as StateBytes;
  }

  async append(account: number, row: CommitRow): Promise<void> {
    const { sequence, head, parent, author, signature, manifest } = row;
    await this.#statements.run('append', account, sequence, head, parent, author, signature, manifest);
  }

  async advance(account: number, { head, sequence, records, bytes, state_sequence, moved }: VaultRow): Promise<void> {
    await this.#statements.run('advance', head, sequence, records, bytes, state_sequence, moved, account);
  }

  async commit(account: number, head: Bytes): Promise<CommitRow | undefined> {
    return (await this.#statements.first('commit', account, head)) as CommitRow | undefined;
  }

  /** The first `most` commits after `since` and up to `until`, oldest first. */
  async commitsSince(account: number, since: number, until: number, most: number): Promise<readonly CommitRow[]> {
    return (await this.#statements.all('commitsSince', account, since, until, most)) as readonly CommitRow[];
  }

  async keyring(account: number): Promise<Bytes | undefined> {
    return ((await this.#statements.first('keyring', account)) as { keyring: Bytes } | undefined)?.keyring;
  }

  async slots(account: number): Promise<readonly SlotRow[]> {
    return (await this.#statements.all('slots', account)) as readonly SlotRow[];
  }

  /** The list versions that commits after `since` and up to `until` brought, oldest first. */
  async lists(account: number, since: number, until: number): Promise<Bytes[]> {
    const rows = (await this.#statements.all('lists', account, since, until)) as readonly { list: Bytes }[];
    return rows.map(({ list }) => list);
  }

  async changeCount(account: number, since: number, until: number): Promise<number> {
    return ((await this.#statements.first('changeCount', account, since, until)) as { total: number }).total;
  }

  async liveCount(account: number, until: number): Promise<number> {
    return ((await this.#statements.first('liveCount', account, until)) as { total: number }).total;
  }
}
