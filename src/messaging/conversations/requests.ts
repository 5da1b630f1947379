import type { Id } from '../../encoding/index.ts';
import { toId } from '../../encoding/index.ts';
import type { Card, Contact } from '../../wire/index.ts';
import { readCard } from '../../wire/index.ts';
import { acceptRequest } from '../contacts/index.ts';
import { tell } from './effects.ts';
import { ContactGoneError } from './errors.ts';
import type { Held } from './keep.ts';
import { inboxPut, readInbox, removalOf } from './keep.ts';
import type { InboxRow } from '../../wire/index.ts';
import { openOwn } from './own-envelope.ts';
import type { Change, Listing, MessengerPorts } from './ports.ts';

type RequestRow = Extract<InboxRow, { state: 'request' }>;

/** Somebody unknown who has written: by the card that came along, all of it claimed. One line a person. */
export interface Request {
  /** Of the envelope that came first. */
  readonly id: string;
  readonly at: number;
  readonly card: Card;
}

async function requestsIn({ rows }: Listing): Promise<readonly Held<RequestRow>[]> {
  return (await readInbox(rows)).flatMap(({ row, ...place }) => (row.state === 'request' ? [{ ...place, row }] : []));
}

/** Newest first. Nothing was fetched for them, and nobody was told anything. */
export async function listRequests(ports: Listing): Promise<readonly Request[]> {
  const firsts = new Map<Id, Held<RequestRow>>();
  const all = await requestsIn(ports);
  // Whoever answers an invitation is asked about there.
  const answering = new Set(all.filter(({ row }) => row.invitation !== undefined).map(({ row }) => row.from));
  for (const held of all) if (!firsts.has(held.row.from)) firsts.set(held.row.from, held);
  return [...firsts.values()]
    .filter(({ row }) => !answering.has(row.from))
    .map(({ name, row }) => ({ id: name, at: row.at, card: readCard(row.card).value }))
    .toSorted((one, other) => other.at - one.at);
}

/**
 * What taking somebody in comes to: their list is fetched, they become a contact if the device that wrote stands in it, and what they
 * wrote is opened with the next round. Throws ContactGoneError, CardError, SenderError, and what their store's client throws.
 */
export async function acceptance(
  ports: MessengerPorts,
  id: string,
): Promise<{ readonly contact: Contact; readonly change: Change }> {
  const all = await requestsIn(ports);
  const first = all.find(({ name }) => name === id);
  if (!first) throw new ContactGoneError();
  const contents = (await openOwn(await ports.own(), first.row.envelope))?.contents;
  if (!contents?.setUp) throw new ContactGoneError();
  const card = readCard(first.row.card).value;
  const holding = { store: card.store, account: card.account, token: toId(card.token) };
  const served = await ports.stores.lists(holding, card.version);
  const contact = await acceptRequest(contents.head, contents.setUp, served, ports.clock());
  const put = all
    .filter(({ row }) => row.from === first.row.from)
    .map(({ row, ...place }) => {
      const { card: _card, invitation: _invitation, ...rest } = row;
      return inboxPut({ ...place, row: { ...rest, state: 'unjudged' } });
    });
  return { contact, change: { put } };
}

/** Takes somebody in, and tells them our delivery token. Answers the contact's id. Throws what `acceptance` throws. */
export async function acceptWriter(ports: MessengerPorts, id: string): Promise<Id> {
  const { contact, change } = await acceptance(ports, id);
  const contactId = ports.contacts.idOf(contact);
  const told = await tell(ports, await ports.own(), { id: contactId, revision: 0, contact });
  await ports.rows.write({
    put: [...(told.put ?? []), ...(change.put ?? [])],
    records: await ports.contacts.put({ id: contactId, contact }),
  });
  return contactId;
}

/** Nothing of what they wrote stays here. */
export async function declineWriter({ rows }: Pick<MessengerPorts, 'rows'>, id: string): Promise<void> {
  const all = await requestsIn({ rows });
  const first = all.find(({ name }) => name === id);
  const remove = all.filter(({ row }) => row.from === first?.row.from).flatMap((held) => removalOf('inbox', held));
  if (remove.length > 0) await rows.write({ remove });
}
