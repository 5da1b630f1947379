import type { Id } from '../../encoding/index.ts';
import { toId } from '../../encoding/index.ts';
import type { Contact, InboxRow, Invitation, OutboxRow } from '../../wire/index.ts';
import { readCard } from '../../wire/index.ts';
import { asCompared, cardHash, comparedList, ComparisonError, safetyNumber } from '../contacts/index.ts';
import { tell } from './effects.ts';
import { ContactGoneError, InvitationOverError } from './errors.ts';
import type { Held } from './keep.ts';
import { outboxPut, readInbox, removalOf } from './keep.ts';
import { refresh } from './lists.ts';
import type { Change, Listing, MessengerPorts, RowRemoval } from './ports.ts';
import { acceptance } from './requests.ts';
import { keyRowName, requireOpen } from './write.ts';

/** Somebody who answered an invitation: unknown, by the card that came along, all of it claimed; or a contact. */
interface Answerer {
  /** The id that their record has, or would have. */
  readonly who: Id;
  readonly at: number;
  /** Of somebody unknown: what they call themselves, the origin of their store, and the request that it is. */
  readonly stranger?: { readonly name: string; readonly store: string; readonly request: string };
}

/** An invitation that was answered. */
export interface AnsweredInvitation {
  /** The conversation that its text names. */
  readonly id: Id;
  readonly invitation: Invitation;
  /** Who was first, and waits; absent: somebody was given the text. */
  readonly first?: Answerer;
  /** Everybody else: refused. */
  readonly refused: readonly Answerer[];
}

type Ports = Pick<MessengerPorts, 'contacts' | 'invitations'> & Listing;
type AnswerRow = Extract<InboxRow, { state: 'answer' | 'request' }>;

async function rowsOf({ rows }: Listing, id?: Id): Promise<readonly Held<AnswerRow & { readonly invitation: Id }>[]> {
  return (await readInbox(rows)).flatMap(({ row, ...place }) => {
    if (row.state !== 'answer' && row.state !== 'request') return [];
    const { invitation } = row;
    if (invitation === undefined || (id !== undefined && invitation !== id)) return [];
    return [{ ...place, row: { ...row, invitation } }];
  });
}

/** Invitations that somebody answered, the oldest answer first. */
export async function listAnswers(ports: Ports): Promise<readonly AnsweredInvitation[]> {
  const all = await rowsOf(ports);
  const ids = [...new Set(all.map(({ row }) => row.invitation))];
  const answered = await Promise.all(ids.map((id) => answeredOf(ports, id, all)));
  return answered.filter((one) => one !== undefined);
}

async function answeredOf(
  ports: Ports,
  id: Id,
  all: Awaited<ReturnType<typeof rowsOf>>,
): Promise<AnsweredInvitation | undefined> {
  // What came in time waits for its writer, also after the card has ended.
  const invitation = await ports.invitations.read(id);
  if (!invitation || invitation.endedAt !== undefined) return undefined;
  const people = new Map<Id, Answerer>();
  for (const { name, row } of all) {
    if (row.invitation !== id) continue;
    const answerer = answererOf(ports, name, row);
    if (!people.has(answerer.who)) people.set(answerer.who, answerer);
  }
  const [first, ...others] = [...people.values()].filter(({ who }) => who !== invitation.givenTo);
  if (!first) return undefined;
  if (invitation.givenTo !== undefined) return { id, invitation, refused: [first, ...others] };
  return { id, invitation, first, refused: others };
}

function answererOf({ contacts }: Ports, request: string, row: AnswerRow): Answerer {
  if (row.state === 'answer') return { who: row.from, at: row.at };
  const { account, name, store } = readCard(row.card).value;
  return { who: contacts.idOf({ account, origin: store }), at: row.at, stranger: { name, store, request } };
}

async function waiting(ports: Ports, id: Id, who?: Id): Promise<AnsweredInvitation & { readonly first: Answerer }> {
  const answered = await answeredOf(ports, id, await rowsOf(ports, id));
  const { first } = answered ?? {};
  if (!answered || !first || (who !== undefined && who !== first.who)) throw new InvitationOverError();
  return { ...answered, first };
}

/** The contact that who answers is, or becomes, with what that takes; their list is fetched for it. */
async function takenIn(
  ports: MessengerPorts,
  { who, stranger }: Answerer,
): Promise<{ readonly contact: Contact; readonly change: Change }> {
  const known = await ports.contacts.read(who);
  if (known) await requireOpen(ports, who);
  const accepted = stranger && (await acceptance(ports, stranger.request));
  // Added by their card meanwhile: what the person said of them stays.
  if (known) return { contact: (await refresh(ports, known)).contact, change: accepted?.change ?? {} };
  if (!accepted) throw new ContactGoneError();
  return accepted;
}

/**
 * The 60 digits to be compared with who answered first, before they are given anything: both lists are fetched for it, and nobody is
 * told. Throws InvitationOverError, CardError, SenderError, and what stores' clients throw.
 */
export async function answererNumber(ports: MessengerPorts, id: Id): Promise<string> {
  await ports.settled();
  const { first } = await waiting(ports, id);
  return numberOf(ports, (await takenIn(ports, first)).contact);
}

async function numberOf(ports: MessengerPorts, contact: Contact): Promise<string> {
  return safetyNumber((await ports.own()).list, await comparedList(contact));
}

interface Given {
  readonly id: Id;
  /** Who it is given to, as it was shown. */
  readonly to: Id;
  /** Numbers that were compared and are the same. */
  readonly digits?: string | undefined;
}

/**
 * Gives the text to who answered first, by a press of its writer: they become a contact, are told our delivery token, and the key goes
 * to their devices, for that card alone. All of it is one transaction. Answers the contact's id. Throws InvitationOverError,
 * ComparisonError, ContactStateError, CardError, SenderError, and what their store's client throws.
 */
export async function giveText(ports: MessengerPorts, { id, to, digits }: Given): Promise<Id> {
  const { invitation, first } = await waiting(ports, id, to);
  const message = await ports.archive.own(invitation.text);
  if (!message) throw new InvitationOverError();
  const { contact: met, change } = await takenIn(ports, first);
  if (digits !== undefined && digits !== (await numberOf(ports, met))) throw new ComparisonError();
  const now = ports.clock();
  const contact = digits === undefined ? met : await asCompared(met, await comparedList(met), now);
  const told = await tell(ports, await ports.own(), { id: to, revision: 0, contact });
  const recipients = [{ account: contact.account, identity: contact.followed.identity }];
  const { id: text, key, identity, ciphertext, conversation } = message;
  const row: OutboxRow = {
    ...{ state: 'waiting', to, conversation, time: message.time, origin: message.origin, reached: [] },
    draft: { kind: 'key', id: text, key, identity, ciphertext, recipients, invitation: cardHash(invitation.card) },
  };
  await ports.rows.write({
    put: [...(change.put ?? []), ...(told.put ?? []), outboxPut({ name: keyRowName(text, to), row })],
    remove: await removals(ports, id, to),
    records: [
      ...(await ports.contacts.put({ id: to, contact })),
      ...(await ports.archive.put({ ...message, contact: to, recipients }, '')),
      ...(await ports.invitations.put(id, { ...invitation, givenTo: to, updatedAt: now })),
    ],
  });
  return to;
}

/** What a contact's answer leaves; of somebody unknown the rows are opened with the next round. */
async function removals(ports: Ports, id: Id, from: Id): Promise<readonly RowRemoval[]> {
  const done = (await rowsOf(ports, id)).filter(({ row }) => row.state === 'answer' && row.from === from);
  return done.flatMap((held) => removalOf('inbox', held));
}

/** By a press of the writer: nobody is given the text, and it is kept. Answers the token of its card, which is to invite no more. */
export async function endInvitation(ports: MessengerPorts, id: Id): Promise<Id> {
  const { invitation } = await waiting(ports, id);
  const now = ports.clock();
  await ports.rows.write({
    remove: (await rowsOf(ports, id)).flatMap((held) => removalOf('inbox', held)),
    records: await ports.invitations.put(id, { ...invitation, endedAt: now, updatedAt: now }),
  });
  return toId(readCard(invitation.card).value.token);
}

/** Nothing of those who were refused stays here. */
export async function dropRefused(ports: MessengerPorts, id: Id): Promise<void> {
  const all = await rowsOf(ports, id);
  const answered = await answeredOf(ports, id, all);
  const refused = new Set((answered?.refused ?? []).map(({ who }) => who));
  const remove = all
    .filter(({ name, row }) => refused.has(answererOf(ports, name, row).who))
    .flatMap((held) => removalOf('inbox', held));
  if (remove.length > 0) await ports.rows.write({ remove });
}
