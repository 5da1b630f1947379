import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Bytes } from '../../src/encoding/index.ts';

/** A token that an account gave out. */
export interface TokenRow {
  readonly number: number;
  readonly account: number;
  readonly kind: 'delivery' | 'invitation';
  readonly standing: 'current' | 'former' | 'abused';
  /** Uses left of an invitation. */
  readonly uses: number;
  readonly expires_at: number;
  readonly asked_at: number;
}

/** What the use of an invitation has left. */
export interface UseRow {
  readonly fetches: number;
  readonly deposits: number;
  readonly expires_at: number;
}

/** What waits for a device, and how many envelopes came on the last day on which any did. */
export interface MailboxRow {
  readonly envelopes: number;
  readonly bytes: number;
  readonly day: number;
  readonly came: number;
}

export interface LetterRow {
  readonly id: Bytes;
  readonly came_by: 'delivery' | 'invitation' | 'former';
  readonly envelope: Bytes;
}

const texts = {
  token: `select t.number, t.account, t.kind, t.standing, t.uses, t.expires_at, t.asked_at from contact_tokens t
    join accounts a on a.number = t.account where a.id = ? and t.hash = ?`,
  use: 'select fetches, deposits, expires_at from token_uses where token = ? and hash = ?',
  begin: 'insert into token_uses (token, hash, fetches, deposits, expires_at) values (?, ?, ?, ?, ?)',
  count: 'update contact_tokens set uses = uses - 1 where number = ?',
  fetched: 'update token_uses set fetches = fetches - 1 where token = ? and hash = ?',
  deposited: 'update token_uses set deposits = deposits - 1 where token = ? and hash = ?',
  asked: 'update contact_tokens set asked_at = ? where number = ?',
  listed: `select 1 from authors a where account = ? and device = ?
    and not exists (select 1 from leaves l where l.account = a.account and l.device = a.device)`,
  known: 'select 1 from envelopes where account = ? and device = ? and id = ?',
  mailbox: 'select envelopes, bytes, day, came from mailboxes where account = ? and device = ?',
  put: 'insert into envelopes (account, device, id, came_by, envelope, expires_at) values (?, ?, ?, ?, ?, ?)',
  fill: `insert into mailboxes (account, device, envelopes, bytes, day, came) values (?, ?, 1, ?, ?, 1)
    on conflict (account, device) do update set envelopes = envelopes + 1, bytes = bytes + excluded.bytes,
    came = case when day = excluded.day then came + 1 else 1 end, day = excluded.day`,
  take: `update envelopes set envelope = null where account = ? and device = ? and id = ? and envelope is not null`,
  size: 'select length(envelope) as size from envelopes where account = ? and device = ? and id = ?',
  drain: 'update mailboxes set envelopes = envelopes - 1, bytes = bytes - ? where account = ? and device = ?',
  letters: `select id, came_by, envelope from envelopes where account = ? and device = ? and envelope is not null
    order by number limit ?`,
  newest: 'select version, list from lists where account = ? order by version desc limit 1',
  versions: 'select list from lists where account = ? and version >= ? order by version',
} as const;

type Name = keyof typeof texts;

/** The statements of deposits and mailboxes, prepared once a connection. All of them synchronous. */
export class MailPath {
  readonly #statements: Readonly<Record<Name, StatementSync>>;

  constructor(database: DatabaseSync) {
    const prepared = Object.entries(texts).map(([name, text]) => [name, database.prepare(text)]);
    this.#statements = Object.fromEntries(prepared) as Record<Name, StatementSync>;
  }

  /** A token that this account gave out, by its keyed hash. */
  token(accountId: Bytes, hash: Bytes): TokenRow | undefined {
    return this.#statements.token.get(accountId, hash) as TokenRow | undefined;
  }

  use(token: number, hash: Bytes): UseRow | undefined {
    return this.#statements.use.get(token, hash) as UseRow | undefined;
  }

  /** Somebody uses an invitation, which is good for one less from then on. */
  begin(token: number, hash: Bytes, { fetches, deposits, expires_at }: UseRow): void {
    this.#statements.begin.run(token, hash, fetches, deposits, expires_at);
    this.#statements.count.run(token);
  }

  fetched(token: number, hash: Bytes): void {
    this.#statements.fetched.run(token, hash);
  }

  deposited(token: number, hash: Bytes): void {
    this.#statements.deposited.run(token, hash);
  }

  /** A token that is good for one envelope a day brought one. */
  asked(token: number, now: number): void {
    this.#statements.asked.run(now, token);
  }

  /** Whether a device stands in the newest list and has not said that it leaves. */
  isListed(account: number, device: Bytes): boolean {
    return this.#statements.listed.get(account, device) !== undefined;
  }

  /** Whether this deposit came before, whether or not it has arrived since. */
  isKnown(account: number, device: Bytes, id: Bytes): boolean {
    return this.#statements.known.get(account, device, id) !== undefined;
  }

  mailbox(account: number, device: Bytes): MailboxRow {
    const row = this.#statements.mailbox.get(account, device) as MailboxRow | undefined;
    return row ?? { envelopes: 0, bytes: 0, day: 0, came: 0 };
  }

  put(
    account: number,
    device: Bytes,
    letter: LetterRow,
    at: { readonly expiresAt: number; readonly day: number },
  ): void {
    const { id, came_by: by, envelope } = letter;
    this.#statements.put.run(account, device, id, by, envelope, at.expiresAt);
    this.#statements.fill.run(account, device, envelope.length, at.day);
  }

  /** It has arrived: nothing stays of it but that it was there. */
  take(account: number, device: Bytes, id: Bytes): void {
    const row = this.#statements.size.get(account, device, id) as { size: number | null } | undefined;
    if (typeof row?.size !== 'number') return;
    this.#statements.take.run(account, device, id);
    this.#statements.drain.run(row.size, account, device);
  }

  /** The oldest that wait. Must be used up, or left by `break`, before anything is waited for. */
  letters(account: number, device: Bytes, most: number): Iterable<LetterRow> {
    return this.#statements.letters.iterate(account, device, most) as Iterable<unknown> as Iterable<LetterRow>;
  }

  /** The newest version of an account's device list. */
  newestList(account: number): { readonly version: number; readonly list: Bytes } | undefined {
    return this.#statements.newest.get(account) as { version: number; list: Bytes } | undefined;
  }

  /** Versions of the device list from this one on, oldest first. As `letters`. */
  versions(account: number, from: number): Iterable<{ readonly list: Bytes }> {
    return this.#statements.versions.iterate(account, from) as Iterable<unknown> as Iterable<{ list: Bytes }>;
  }
}
