import { toBase64url } from '../../encoding/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { Invitation } from '../../wire/index.ts';
import { MOST_TEXT_CHARACTERS } from '../../wire/index.ts';
import { cardHash, invitationConversation } from '../contacts/index.ts';
import { TextTooLongError } from './errors.ts';
import { inboxPut, readInbox } from './keep.ts';
import type { HeldContact, MessengerPorts, RowPut } from './ports.ts';

/** A text for whoever answers a card, as the person wishes it. */
interface Invited {
  readonly text: string;
  /** What the writer calls whom it is for. */
  readonly name: string;
  readonly origin: string;
  /** The card of one use, signed, encoded; good until `expiresAt`. */
  readonly card: Bytes;
  readonly expiresAt: number;
}

/**
 * Seals a text for whoever answers a card, and keeps it until then (protocol 8.7): bound to the card in the place of recipients, in
 * the conversation that is the card's. Answers the armored text for the page. Asks nobody. Throws TextTooLongError.
 */
export async function invite(
  ports: MessengerPorts,
  { text, name, origin, card, expiresAt }: Invited,
): Promise<{ readonly id: string; readonly armored: string }> {
  if (text.length > MOST_TEXT_CHARACTERS) throw new TextTooLongError();
  const { account, list } = await ports.own();
  const now = ports.clock();
  const bound = { identity: list.identity, conversation: invitationConversation(card), invitation: cardHash(card) };
  const { id, key, ciphertext, armored } = await ports.texts.seal(text, { ...bound, recipients: [] });
  const message = { kind: 'message' as const, id, sender: account, key, ciphertext, ...bound };
  const contact = ports.invitations.idOf(bound.conversation);
  const kept = await ports.archive.put({ ...message, contact, recipients: [], time: now, origin, text }, '');
  const dates = { madeAt: now, expiresAt, updatedAt: now };
  const made = await ports.invitations.put(bound.conversation, { card, name, text: id, origin, ...dates });
  await ports.rows.write({ records: [...kept, ...made] });
  return { id: toBase64url(id), armored };
}

/** One that may still be answered, by the conversation that its text names; undefined: none of ours, ended, or too late. */
export async function openInvitation(
  { invitations, clock }: Pick<MessengerPorts, 'invitations' | 'clock'>,
  id: Id,
): Promise<Invitation | undefined> {
  const invitation = await invitations.read(id);
  const isOpen = invitation && invitation.endedAt === undefined && clock() < invitation.expiresAt;
  return isOpen ? invitation : undefined;
}

/** A contact answers an invitation: one line for each of both, as a part of a change. Any other conversation is ignored. */
export async function answerCame(ports: MessengerPorts, { id }: HeldContact, to: Id): Promise<readonly RowPut[]> {
  const invitation = await openInvitation(ports, to);
  if (!invitation || invitation.givenTo === id) return [];
  const name = `answer ${to} ${id}`;
  if ((await readInbox(ports.rows)).some((one) => one.name === name)) return [];
  return [inboxPut({ name, row: { state: 'answer', at: ports.clock(), from: id, invitation: to } })];
}
