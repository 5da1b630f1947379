import type { Bytes } from '../../src/encoding/index.ts';
import type { Prepare, Statements } from './statements.ts';

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

/** A version of an account's device list. */
export interface ListRow {
  readonly version: number;
  readonly list: Bytes;
}

interface WaitingRow {
  readonly number: number;
  readonly bytes: number;
}

interface VersionRow {
  readonly version: number;
  readonly bytes: number;
}

/** So many versions of a list are looked at for one answer. */
const MOST_VERSIONS = 1_024;

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
  fill: `insert into mailboxes as m (account, device, envelopes, bytes, day, came) values (?, ?, 1, ?, ?, 1)
    on conflict (account, device) do update set envelopes = m.envelopes + 1, bytes = m.bytes + excluded.bytes,
    came = case when m.day = excluded.day then m.came + 1 else 1 end, day = excluded.day`,
  take: `update envelopes set envelope = null where account = ? and device = ? and id = ? and envelope is not null`,
  size: 'select length(envelope) as size from envelopes where account = ? and device = ? and id = ?',
  drain: 'update mailboxes set envelopes = envelopes - 1, bytes = bytes - ? where account = ? and device = ?',
  waiting: `select number, length(envelope) as bytes from envelopes
    where account = ? and device = ? and envelope is not null order by number limit ?`,
  letters: `select id, came_by, envelope from envelopes where account = ? and device = ? and envelope is not null
    and number <= ? order by number`,
  newest: 'select version, list from lists where account = ? order by version desc limit 1',
  versions: `select version, length(list) as bytes from lists where account = ? and version >= ? order by version
    limit ?`,
  lists: 'select list from lists where account = ? and version >= ? and version <= ? order by version',
} as const;

type Name = keyof typeof texts;

/** The statements of deposits and mailboxes, prepared once a connection. */
export class MailPath {
  readonly #statements: Statements<Name>;

  constructor(prepare: Prepare) {
    this.#statements = prepare('mail', texts);
  }

  /** A token that this account gave out, by its keyed hash. */
  async token(accountId: Bytes, hash: Bytes): Promise<TokenRow | undefined> {
    return (await this.#statements.first('token', accountId, hash)) as TokenRow | undefined;
  }

  async use(token: number, hash: Bytes): Promise<UseRow | undefined> {
    return (await this.#statements.first('use', token, hash)) as UseRow | undefined;
  }

  /** Somebody uses an invitation, which is good for one less from then on. */
  async begin(token: number, hash: Bytes, { fetches, deposits, expires_at }: UseRow): Promise<void> {
    await this.#statements.run('begin', token, hash, fetches, deposits, expires_at);
    await this.#statements.run('count', token);
  }

  async fetched(token: number, hash: Bytes): Promise<void> {
    await this.#statements.run('fetched', token, hash);
  }

  async deposited(token: number, hash: Bytes): Promise<void> {
    await this.#statements.run('deposited', token, hash);
  }

  /** A token that is good for one envelope a day brought one. */
  async asked(token: number, now: number): Promise<void> {
    await this.#statements.run('asked', now, token);
  }

  /** Whether a device stands in the newest list and has not said that it leaves. */
  async isListed(account: number, device: Bytes): Promise<boolean> {
    return (await this.#statements.first('listed', account, device)) !== undefined;
  }

  /** Whether this deposit came before, whether or not it has arrived since. */
  async isKnown(account: number, device: Bytes, id: Bytes): Promise<boolean> {
    return (await this.#statements.first('known', account, device, id)) !== undefined;
  }

  async mailbox(account: number, device: Bytes): Promise<MailboxRow> {
    const row = (await this.#statements.first('mailbox', account, device)) as MailboxRow | undefined;
    return row ?? { envelopes: 0, bytes: 0, day: 0, came: 0 };
  }

  async put(
    account: number,
    device: Bytes,
    letter: LetterRow,
    at: { readonly expiresAt: number; readonly day: number },
  ): Promise<void> {
    const { id, came_by: by, envelope } = letter;
    await this.#statements.run('put', account, device, id, by, envelope, at.expiresAt);
    await this.#statements.run('fill', account, device, envelope.length, at.day);
  }

  /** It has arrived: nothing stays of it but that it was there. */
  async take(account: number, device: Bytes, id: Bytes): Promise<void> {
    const row = (await this.#statements.first('size', account, device, id)) as { size: number | null } | undefined;
    if (typeof row?.size !== 'number') return;
    await this.#statements.run('take', account, device, id);
    await this.#statements.run('drain', row.size, account, device);
  }

  /** The oldest that wait: `most` of them at most, and, but for the first, no more than `bytes`. */
  async letters(account: number, device: Bytes, most: number, bytes: number): Promise<readonly LetterRow[]> {
    const waiting = (await this.#statements.all('waiting', account, device, most)) as readonly WaitingRow[];
    const last = lastThatFits(waiting, bytes);
    if (!last) return [];
    return (await this.#statements.all('letters', account, device, last.number)) as readonly LetterRow[];
  }

  /** The newest version of an account's device list. */
  async newestList(account: number): Promise<ListRow | undefined> {
    return (await this.#statements.first('newest', account)) as ListRow | undefined;
  }

  /** Versions of the device list from this one on, oldest first: but for the first, no more than `bytes`. */
  async versions(account: number, from: number, bytes: number): Promise<Bytes[]> {
    const rows = (await this.#statements.all('versions', account, from, MOST_VERSIONS)) as readonly VersionRow[];
    const last = lastThatFits(rows, bytes);
    if (!last) return [];
    const lists = (await this.#statements.all('lists', account, from, last.version)) as readonly { list: Bytes }[];
    return lists.map(({ list }) => list);
  }
}

/** The last row up to which they are no more than `most` bytes together; the first at least. */
function lastThatFits<T extends { readonly bytes: number }>(rows: readonly T[], most: number): T | undefined {
  let [size, last] = [0, rows[0]];
  for (const row of rows) {
    size += row.bytes;
    if (size > most) break;
    last = row;
  }
  return last;
}
