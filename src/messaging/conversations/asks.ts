import { equal } from '../../crypto/index.ts';
import { fromBase64url, toBase64url } from '../../encoding/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { ArchivedMessage, Contact, InboxRow, OutboxRow } from '../../wire/index.ts';
import { MOST_ASKED } from '../../wire/index.ts';
import { conversationOf, isIdentityOf } from '../contacts/index.ts';
import type { Held } from './keep.ts';
import { AskedOftenError, TextGoneError } from './errors.ts';
import { inboxPut, outboxPut, peerPut, readInbox, readOutbox, readPeer, removalOf } from './keep.ts';
import type { Change, HeldContact, Listing, MessengerPorts } from './ports.ts';
import { requireOpen } from './write.ts';

type AskRow = Extract<InboxRow, { state: 'ask' }>;

const nameOf = (contact: Id, id: Bytes): string => `ask ${contact} ${toBase64url(id)}`;

const DAY = 86_400_000;
/** So often a contact is asked for one key within a day (protocol 8.4). */
const MOST_A_DAY = 3;

/**
 * Asks a contact for the key of their text again: by a press of the reader. One that is on its way already is enough. Throws
 * ContactGoneError, ContactStateError, AskedOftenError.
 */
export async function askFor(ports: MessengerPorts, contact: Id, id: Bytes): Promise<void> {
  const held = await requireOpen(ports, contact);
  const name = nameOf(contact, id);
  if ((await readOutbox(ports.rows)).some((one) => one.name === name)) return;
  const { account, certificate } = await ports.own();
  const now = ports.clock();
  const peer = await readPeer(ports.rows, certificate.device, contact);
  const asked = (peer.row.asked ?? []).filter(({ at }) => now - at < DAY);
  if (asked.filter((one) => equal(one.id, id)).length >= MOST_A_DAY) throw new AskedOftenError();
  const row: OutboxRow = {
    ...{ state: 'waiting', to: contact, draft: { kind: 'ask', id }, origin: '', reached: [] },
    ...{ conversation: conversationOf(account, held.contact.account), time: now },
  };
  const next = { ...peer, row: { ...peer.row, asked: [...asked, { id, at: now }] } };
  await ports.rows.write({ put: [outboxPut({ name, row }), peerPut(next)] });
}

/** Somebody asks for the key of an own text, which was for them: one line for each text and contact. Anything else is ignored. */
export async function askCame(ports: MessengerPorts, from: HeldContact, id: Bytes): Promise<Change> {
  const message = await ports.archive.own(id);
  // By identity: the same account from another origin is somebody else.
  if (!message?.recipients.some(({ identity }) => isIdentityOf(from.contact, identity))) return {};
  const name = nameOf(from.id, id);
  const before = (await asksIn(ports)).find((one) => one.name === name);
  if (before && !isDecided(from.contact, before.row)) return {};
  return { put: [inboxPut({ name, ...before, row: { state: 'ask', at: ports.clock(), from: from.id, id } })] };
}

/** Whether it was decided, in this browser or another one, after they asked. */
function isDecided({ asked = [] }: Contact, { id, at }: AskRow): boolean {
  return asked.some((one) => equal(one.text, id) && one.at >= at);
}

/** A text of ours whose key a contact asks for. */
export interface Ask {
  /** 24 bytes as base64url. */
  readonly text: string;
  readonly from: Id;
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
}

async function asksIn({ rows }: Listing): Promise<readonly Held<AskRow>[]> {
  return (await readInbox(rows)).flatMap(({ row, ...place }) => (row.state === 'ask' ? [{ ...place, row }] : []));
}

/** Those that nobody has decided, oldest first. */
export async function listAsks(ports: Listing & Pick<MessengerPorts, 'contacts'>): Promise<readonly Ask[]> {
  const people = new Map((await ports.contacts.all()).map(({ id, contact }) => [id, contact]));
  return (await asksIn(ports)).flatMap(({ row }) => {
    const { id, from, at } = row;
    const contact = people.get(from);
    return contact && isDecided(contact, row) ? [] : [{ text: toBase64url(id), from, at }];
  });
}

/**
 * By a press of the writer: the key goes to the contact's present devices, or the line goes. Throws ContactGoneError,
 * ContactStateError; TextGoneError where there is nothing to give any more: then the line has gone, too.
 */
export async function answerAsk(
  ports: MessengerPorts,
  { text, from, give }: Pick<Ask, 'text' | 'from'> & { readonly give: boolean },
): Promise<void> {
  const id = fromBase64url(text);
  const held = (await asksIn(ports)).find(({ name }) => name === nameOf(from, id));
  if (!held) return;
  const remove = removalOf('inbox', held);
  const message = give ? await ports.archive.own(id) : undefined;
  if (message) await requireOpen(ports, from);
  const records = await decided(ports, from, id);
  if (!message) {
    await ports.rows.write({ remove, records });
    if (give) throw new TextGoneError();
    return;
  }
  const put = [outboxPut({ name: `again ${from} ${text}`, row: againRow(message, from) })];
  await ports.rows.write({ put, remove, records });
}

/** So that the line goes in every browser: each has got the envelope. A part of a change. */
async function decided(ports: MessengerPorts, from: Id, text: Bytes): Promise<NonNullable<Change['records']>> {
  const held = await ports.contacts.read(from);
  if (!held) return [];
  const now = ports.clock();
  const others = (held.contact.asked ?? []).filter((one) => !equal(one.text, text));
  const asked = [...others, { text, at: now }].slice(-MOST_ASKED);
  return ports.contacts.put({ ...held, contact: { ...held.contact, asked, updatedAt: now } });
}

function againRow(message: ArchivedMessage, to: Id): OutboxRow {
  const { id, key, identity, ciphertext, recipients, invitation, conversation, time, origin } = message;
  return {
    ...{ state: 'waiting', to, conversation, time, origin, reached: [] },
    draft: { kind: 'key', id, key, identity, ciphertext, recipients, ...(invitation ? { invitation } : {}) },
  };
}
