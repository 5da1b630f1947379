import type { Bytes, Id } from '../../src/encoding/index.ts';
import { fromId, isId, toId } from '../../src/encoding/index.ts';
import type { Letter, MailAnswer, MailNews } from '../../src/wire/index.ts';
import { MOST_MAIL } from '../../src/wire/index.ts';
import type { Db, LetterRow } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import type { Owner } from './owner.ts';
import { ownDevice } from './owner.ts';
import type { Parts } from './parts.ts';
import { preKeyStateOf } from './pre-keys.ts';

/** Bytes of envelopes in one answer, which has one at least where any waits. */
const PAGE_BYTES = 1_048_576;

/** The oldest envelopes that wait for a device. Throws Refusal `author-refused`, `malformed`. */
export async function readMail({ database }: Parts, owner: Owner, query: URLSearchParams): Promise<MailAnswer> {
  const [named, limit] = [query.get('device'), Number(query.get('limit') ?? MOST_MAIL)];
  if (!isId(named) || !Number.isInteger(limit) || limit < 0 || limit > MOST_MAIL) throw new Refusal('malformed');
  const read = async (db: Db): Promise<MailAnswer> => {
    const device = await ownDevice(db, owner, named);
    const letters = await db.mail.letters(owner.account, device, limit, PAGE_BYTES);
    const mail = letters.map(letterOf);
    const more = (await db.mail.mailbox(owner.account, device)).envelopes > mail.length;
    return { mail, more, preKeys: await preKeyStateOf(db, owner.account, device) };
  };
  return database.read(read, { still: true });
}

function letterOf({ id, came_by: by, envelope }: LetterRow): Letter {
  return { id: toId(id), by, envelope };
}

/** Envelopes that have arrived. What they were goes from the log, too, when it is swept. Throws Refusal `author-refused`. */
export async function acknowledgeMail({ database }: Parts, owner: Owner, named: Id, ids: readonly Id[]): Promise<void> {
  await database.write(async (db) => {
    const device = await ownDevice(db, owner, named);
    for (const id of ids) await db.mail.take(owner.account, device, fromId(id));
  });
}

/** What waits for each device of an account that something waits for. */
export async function waitingFor({ database }: Parts, account: number): Promise<MailNews[]> {
  const rows = await database.read(({ query }) =>
    query
      .selectFrom('mailboxes')
      .select(['device', 'envelopes'])
      .where('account', '=', account)
      .where('envelopes', '>', 0)
      .execute(),
  );
  return rows.map(({ device, envelopes }) => ({ device: toId(device), count: envelopes }));
}

/** In the transaction in which devices leave an account: what waits for them, and how others would begin with them, goes. */
export async function closeMailboxes({ query }: Db, account: number, devices: readonly Bytes[]): Promise<void> {
  for (const table of ['envelopes', 'mailboxes', 'pre_keys'] as const) {
    await query
      .deleteFrom(table)
      .where('account', '=', account)
      .where('device', 'in', [...devices])
      .execute();
  }
}
