import { equal, sha256 } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import { concat, LatchkeyError, MalformedError, toId } from '../../encoding/index.ts';
import type { Body, OutboxRow } from '../../wire/index.ts';
import { FormatError, readBody } from '../../wire/index.ts';
import { messageName } from '../archive/index.ts';
import { conversationOf, isIdentityOf, mayWriteTo, takeCard } from '../contacts/index.ts';
import { askCame } from './asks.ts';
import { deadline, expiringPut, isSettled, unsendCame } from './expiring.ts';
import { NoCardError } from './errors.ts';
import { answerCame } from './invitations.ts';
import { outboxPut, peerPut, readPeer } from './keep.ts';
import { shareCame } from './shares.ts';
import type { Change, HeldContact, MessengerPorts, OwnDevice } from './ports.ts';

/** A body as it was sealed; undefined: of another format, or not meant for this account. `from`: the account that sent it. */
export function readOwnBody(
  { account }: OwnDevice,
  plaintext: Parameters<typeof readBody>[0],
  from: Id,
): Body | undefined {
  try {
    const body = readBody(plaintext);
    // What another device of ours sends names those whom the text is for.
    return from === account || body.recipients.some((one) => one.account === account) ? body : undefined;
  } catch (error) {
    if (error instanceof MalformedError || error instanceof FormatError) return undefined;
    throw error;
  }
}

/** Who sent a body, and by which of their devices. */
export interface Sender extends HeldContact {
  readonly device: Id;
}

/** What a body that a contact sent changes: a part of the change that its envelope is. */
export async function effectsOf(ports: MessengerPorts, own: OwnDevice, from: Sender, body: Body): Promise<Change> {
  if (from.contact.account === own.account) return ownEffects(ports, own, from, body);
  const { account, origin } = from.contact;
  if (body.kind === 'key') return keyCame(ports, from, body);
  if (body.kind === 'unsend') return unsendCame(ports, { account, origin }, body, from.id);
  if (body.kind === 'card') return cardCame(ports, own, from, body);
  if (body.kind === 'ask') return askCame(ports, from, body.id);
  if (body.kind === 'share') return shareCame(ports, own, from, body);
  return leaveCame(ports, own, from, body);
}

async function keyCame(ports: MessengerPorts, from: Sender, body: Extract<Body, { kind: 'key' }>): Promise<Change> {
  const { key, identity, ciphertext, conversation, recipients, time, period, origin } = body;
  // Whoever else was given what was not for them: only the card that was answered from here counts.
  const { invitation } = body;
  if (invitation && !from.contact.answered?.some((hash) => equal(hash, invitation))) return {};
  // A text in somebody else's name: the id would be another person's.
  if (!isIdentityOf(from.contact, identity)) return {};
  const { account, origin: store } = from.contact;
  const id = ports.texts.idOf(key, body, ciphertext);
  if (await isSettled(ports, { account, origin: store }, id)) return {};
  const message = {
    ...{ kind: 'message' as const, id, key, identity, ciphertext },
    ...{ sender: from.contact.account, contact: from.id, conversation, time, cameAt: ports.clock(), origin },
    sent: { device: from.device, counter: body.counter },
    recipients: recipients.map(({ account, identity: of }) => ({ account, identity: of })),
    ...(invitation ? { invitation } : {}),
  };
  if (period === undefined) return { records: await ports.archive.put(message, store) };
  // What is to end is never archived (protocol 8.8).
  const now = ports.clock();
  return { put: [expiringPut(messageName({ account, origin: store }, id), message, deadline(time, now, period), now)] };
}

/** Another device of ours tells what isn't in the archive: texts that end, and that one was taken back. */
async function ownEffects(ports: MessengerPorts, own: OwnDevice, from: Sender, body: Body): Promise<Change> {
  const writer = { account: own.account, origin: '' };
  if (body.kind === 'unsend') return unsendCame(ports, writer, body, undefined);
  if (body.kind !== 'key' || body.period === undefined || !isIdentityOf(from.contact, body.identity)) return {};
  const { key, identity, ciphertext, conversation, time, period, origin } = body;
  const id = ports.texts.idOf(key, body, ciphertext);
  if (await isSettled(ports, writer, id)) return {};
  const recipients = body.recipients.map(({ account, identity: of }) => ({ account, identity: of }));
  const [first] = await Promise.all(
    recipients.map(async ({ account }) => (await ports.contacts.ofAccount(account))[0]),
  );
  const message = {
    ...{ kind: 'message' as const, id, key, identity, ciphertext, sender: own.account },
    ...{ contact: first?.id ?? from.id, conversation, recipients, time, origin },
  };
  const now = ports.clock();
  return { put: [expiringPut(messageName(writer, id), message, deadline(time, now, period), now)] };
}

/** Somebody leaves a conversation of several; of the one of two there is nothing to leave. */
async function leaveCame(
  ports: MessengerPorts,
  own: OwnDevice,
  { id, contact }: HeldContact,
  { conversation, time }: Extract<Body, { kind: 'leave' }>,
): Promise<Change> {
  if (conversation === conversationOf(own.account, contact.account)) return {};
  const left = { sender: contact.account, contact: id, conversation, time, cameAt: ports.clock() };
  return { records: await ports.archive.putLeft({ kind: 'left', ...left }, contact.origin) };
}

async function cardCame(
  ports: MessengerPorts,
  own: OwnDevice,
  from: HeldContact,
  body: Extract<Body, { kind: 'card' }>,
): Promise<Change> {
  const taken = await takeCard(from.contact, body, ports.clock()).catch((error: unknown) => {
    if (!(error instanceof LatchkeyError)) throw error;
  });
  const contact = taken && taken !== 'behind' ? taken : undefined;
  const records = contact ? await ports.contacts.put({ ...from, contact }) : [];
  const told = await tellIfAble(ports, own, from);
  const answer = await answerCame(ports, from, body.conversation);
  return { records, put: [...(told.put ?? []), ...answer] };
}

/** The same for what came: whoever has no card of their own has nothing to tell yet, and nothing stops for it. */
export function tellIfAble(...said: Parameters<typeof tell>): Promise<Change> {
  return tell(...said).catch((error: unknown) => {
    if (!(error instanceof NoCardError)) throw error;
    return {};
  });
}

/**
 * Our card with the delivery token to a contact who doesn't have it yet: by it they write to us from now on (protocol 8.1). A part of
 * a change; nothing where they were told, or it is on its way.
 */
export async function tell(ports: MessengerPorts, own: OwnDevice, { id, contact }: HeldContact): Promise<Change> {
  const told = await toldNow(ports);
  const peer = await readPeer(ports.rows, own.certificate.device, id);
  if (peer.row.told === told) return {};
  const row: OutboxRow = {
    ...{ state: 'waiting', to: id, draft: { kind: 'card' }, origin: '', reached: [] },
    ...{ conversation: conversationOf(own.account, contact.account), time: ports.clock() },
  };
  return { put: [outboxPut({ name: `card ${id} ${told}`, row }), peerPut({ ...peer, row: { ...peer.row, told } })] };
}

/** By what we know who was told the present card and token. */
export async function toldNow({ cards }: Pick<MessengerPorts, 'cards'>): Promise<Id> {
  return toId(sha256(concat(await cards.deliveryToken(), await cards.card())).slice(0, 16));
}

/**
 * Tells everybody who was told once, or has told us, and to whom something may go, where card or token are others since (protocol 6.2,
 * 8.1): after a removal, a block, or a new name. Throws NoCardError.
 */
export async function tellAll(ports: MessengerPorts): Promise<void> {
  const own = await ports.own();
  for (const held of await ports.contacts.all()) {
    const peer = await readPeer(ports.rows, own.certificate.device, held.id);
    const isTelling = peer.row.told !== undefined || held.contact.token.kind === 'delivery';
    if (!isTelling || !mayWriteTo(held.contact)) continue;
    const change = await tell(ports, own, held);
    if (change.put) await ports.rows.write(change);
  }
}
