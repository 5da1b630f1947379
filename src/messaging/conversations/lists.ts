import { newId } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { LatchkeyError, toId } from '../../encoding/index.ts';
import type { PeerRow } from '../../wire/index.ts';
import { MOST_RECIPIENT_DEVICES } from '../../wire/index.ts';
import { followContact } from '../contacts/index.ts';
import { PeopleError } from './errors.ts';
import type { Held } from './keep.ts';
import { peerPut, readPeer } from './keep.ts';
import type { HeldContact, Holding, MessengerPorts } from './ports.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** By what their store is asked. Of an invitation, its use is made up and kept before anybody hears of it. */
export function holdingOf({ contact }: HeldContact, { row }: Held<PeerRow>): Holding {
  const token = toId(contact.token.value);
  const { store } = contact.followed;
  const use = row.use?.token === token ? row.use.id : undefined;
  return { store, account: contact.account, token, ...(use === undefined ? {} : { use }) };
}

/** The peer's row with a use of their invitation; the same where one was begun, or none is needed. */
export async function withUse(
  { rows }: Pick<MessengerPorts, 'rows'>,
  { contact }: HeldContact,
  own: string,
  peer: Held<PeerRow>,
): Promise<{ readonly peer: Held<PeerRow>; readonly isNew: boolean }> {
  const token = toId(contact.token.value);
  if (contact.token.kind !== 'invitation' || peer.row.use?.token === token) return { peer, isNew: false };
  await rows.write({ put: [peerPut({ ...peer, row: { ...peer.row, use: { token, id: newId() } } })] });
  return { peer: await readPeer(rows, own, peerContact(peer)), isNew: true };
}

/**
 * Has a contact's store say that the invitation of their card is still one: begins its use, which what is sent to them goes on with.
 * `held`: also somebody who is no contact yet. Throws what their store's client throws.
 *
 * The one-time keys that come with the answer are let go: no session begins before a text is sent, and whoever only asked may never send
 * one. Nothing gives them back, since a store that took keys back would hand a key out twice, and who has seen one can't prove to have
 * forgotten it. A code that is only shown takes none.
 */
export async function beginUse(ports: MessengerPorts, held: HeldContact): Promise<void> {
  const own = (await ports.own()).certificate.device;
  const { peer } = await withUse(ports, held, own, await readPeer(ports.rows, own, held.id));
  await ports.stores.bundles(holdingOf(held, peer), held.contact.followed.version);
}

function peerContact({ name }: Held<PeerRow>): string {
  return name.split(' ')[2] ?? '';
}

/** Whether a contact's list was fetched so long ago that it is fetched before something goes to them (protocol 6.2). */
export function isStale({ row }: Held<PeerRow>, now: number): boolean {
  return row.fetchedAt === undefined || now - row.fetchedAt >= DAY;
}

/**
 * What a contact's store served of their list, followed and kept, with the time. Answers the contact as it stands then: perhaps
 * closed. Throws MalformedError, FormatError for what is no list.
 */
export async function keepServed(
  ports: MessengerPorts,
  held: HeldContact,
  served: readonly Bytes[],
): Promise<HeldContact> {
  const now = ports.clock();
  const own = (await ports.own()).certificate.device;
  const peer = await readPeer(ports.rows, own, held.id);
  const contact = await followContact(held.contact, served, now);
  const row = { ...peer.row, fetchedAt: now };
  const records = contact === held.contact ? [] : await ports.contacts.put({ ...held, contact });
  await ports.rows.write({ put: [peerPut({ ...peer, row })], records });
  return records.length === 0 ? held : ((await ports.contacts.read(held.id)) ?? held);
}

/** Fetches a contact's list and follows it. Throws what their store's client throws. */
export async function refresh(ports: MessengerPorts, held: HeldContact): Promise<HeldContact> {
  const own = (await ports.own()).certificate.device;
  const holding = holdingOf(held, await readPeer(ports.rows, own, held.id));
  return keepServed(ports, held, await ports.stores.lists(holding, held.contact.followed.version));
}

/**
 * The same because of what a message says of their list: at most once an hour, whatever comes of it (protocol 6.1). Undefined: not
 * now.
 */
export async function followHint(ports: MessengerPorts, held: HeldContact): Promise<HeldContact | undefined> {
  const now = ports.clock();
  const own = (await ports.own()).certificate.device;
  const peer = await readPeer(ports.rows, own, held.id);
  const { hintedAt } = peer.row;
  if (hintedAt !== undefined && now - hintedAt < HOUR) return undefined;
  // Before it is asked: also a store that fails is asked once.
  await ports.rows.write({ put: [peerPut({ ...peer, row: { ...peer.row, hintedAt: now } })] });
  return refresh(ports, held);
}

/** A text goes to eight devices of a person (protocol 8.5). Throws PeopleError for a list that names more. */
export function requireFewDevices({ contact }: Pick<HeldContact, 'contact'>): void {
  if (contact.followed.known.length > MOST_RECIPIENT_DEVICES) throw new PeopleError('too-many-devices');
}

/**
 * The contact, if the held list names few enough devices. If not, it is asked for a newer one, as `followHint` may: they take one off
 * because they were told, and say nothing of it here. Throws PeopleError.
 */
export async function withFewDevices(ports: MessengerPorts, held: HeldContact): Promise<HeldContact> {
  if (held.contact.followed.known.length <= MOST_RECIPIENT_DEVICES) return held;
  const newer = await followHint(ports, held).catch((error: unknown) => {
    if (error instanceof LatchkeyError) return undefined;
    throw error;
  });
  requireFewDevices(newer ?? held);
  return newer ?? held;
}
