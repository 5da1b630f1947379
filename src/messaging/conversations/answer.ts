import { equal } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { OutboxRow } from '../../wire/index.ts';
import { MOST_ANSWERED } from '../../wire/index.ts';
import { cardHash, invitationConversation } from '../contacts/index.ts';
import { toldNow } from './effects.ts';
import { outboxPut, peerPut, readOutbox, readPeer } from './keep.ts';
import type { MessengerPorts } from './ports.ts';
import { requireOpen } from './write.ts';

const nameOf = (contact: Id, card: Bytes): string => `answer ${contact} ${invitationConversation(card)}`;

/**
 * Answers a contact's invitation by our card (protocol 8.7): the first envelope that they get from us. From now on the text comes
 * here, for that card alone, once they say so. Answered before: nothing more goes. Throws ContactGoneError, ContactStateError,
 * NoCardError.
 */
export async function answerInvitation(ports: MessengerPorts, to: Id, card: Bytes): Promise<void> {
  const held = await requireOpen(ports, to);
  const hash = cardHash(card);
  const { answered = [] } = held.contact;
  if (answered.some((one) => equal(one, hash))) return;
  // Who has none can't begin a session: found out before anything is promised.
  const told = await toldNow(ports);
  const { certificate } = await ports.own();
  const peer = await readPeer(ports.rows, certificate.device, to);
  const now = ports.clock();
  const row: OutboxRow = {
    ...{ state: 'waiting', to, draft: { kind: 'card' }, origin: '', reached: [] },
    ...{ conversation: invitationConversation(card), time: now },
  };
  const contact = { ...held.contact, answered: [...answered, hash].slice(-MOST_ANSWERED), updatedAt: now };
  await ports.rows.write({
    put: [outboxPut({ name: nameOf(to, card), row }), peerPut({ ...peer, row: { ...peer.row, told } })],
    records: await ports.contacts.put({ ...held, contact }),
  });
}

/** What became of an answer: on its way or there, or refused by their store: somebody else was first, or its time is over. */
export async function answerState(
  { rows }: Pick<MessengerPorts, 'rows'>,
  to: Id,
  card: Bytes,
): Promise<'told' | 'refused'> {
  const held = (await readOutbox(rows)).find(({ name }) => name === nameOf(to, card));
  const isRefused = held?.row.state === 'waiting' && held.row.problem === 'token-spent';
  return isRefused ? 'refused' : 'told';
}
