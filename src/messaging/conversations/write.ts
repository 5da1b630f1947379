import { newId } from '../../crypto/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { OutboxRow } from '../../wire/index.ts';
import { MOST_RECIPIENTS, MOST_TEXT_CHARACTERS } from '../../wire/index.ts';
import { messageName } from '../archive/index.ts';
import { conversationOf, stateOf } from '../contacts/index.ts';
import { ContactGoneError, ContactStateError, PeopleError, TextTooLongError } from './errors.ts';
import { deadline, expiringPut, ownDevices } from './expiring.ts';
import { outboxPut } from './keep.ts';
import { withFewDevices } from './lists.ts';
import type { HeldContact, MessengerPorts } from './ports.ts';

/** The contact, if anything may go to them. Throws ContactGoneError, ContactStateError. */
export async function requireOpen({ contacts }: Pick<MessengerPorts, 'contacts'>, id: Id): Promise<HeldContact> {
  const held = await contacts.read(id);
  if (!held) throw new ContactGoneError();
  const state = stateOf(held.contact);
  if (state === 'closed' || state === 'blocked') throw new ContactStateError(`contact-${state}`);
  return held;
}

/** A text as the person wishes it. */
interface Wished {
  readonly text: string;
  /** The contacts that it is for: 1 to 32. */
  readonly to: readonly Id[];
  readonly origin: string;
  /** The one that it goes on with; absent: that of the two or, of several people, a new one (protocol 8.5). */
  readonly conversation?: Id | undefined;
  /** How long it lives, in milliseconds, 90 days at most; absent: it is archived. */
  readonly period?: number | undefined;
}

/**
 * The first step of sending (protocol 8.6): the text sealed for its people, its record and what is on its way to each of them in one
 * transaction. Answers the armored text for the page. Asks nobody but the store of a contact with too many devices. Throws
 * ContactGoneError, ContactStateError, NoCardError, TextTooLongError, PeopleError.
 */
export async function write(
  ports: MessengerPorts,
  { text, to, origin, conversation: goesOn, period }: Wished,
): Promise<{ readonly id: string; readonly armored: string }> {
  if (text.length > MOST_TEXT_CHARACTERS) throw new TextTooLongError();
  const people = await peopleOf(ports, to);
  // Who has none can't begin a session: found out before anything is promised.
  await ports.cards.card();
  const { account, list } = await ports.own();
  const conversation = goesOn ?? conversationWith(account, people);
  const recipients = people.map(({ contact }) => ({
    account: contact.account,
    identity: contact.followed.identity,
  }));
  const binding = { identity: list.identity, conversation, recipients };
  const { id, key, ciphertext, armored } = await ports.texts.seal(text, binding);
  const time = ports.clock();
  const ends = period === undefined ? {} : { period };
  // What is archived comes to our other browsers with the archive.
  const devices = period === undefined ? [] : await ownDevices(ports);
  const put = [...people, ...devices].map((one) => {
    const row: OutboxRow = {
      ...{ state: 'waiting', to: one.id, conversation, time, origin, reached: [], ...ends },
      draft: { kind: 'key', id, key, identity: list.identity, ciphertext, recipients },
    };
    return outboxPut({ name: keyRowName(id, one.id), row });
  });
  const [{ id: contact }] = people;
  const own = { kind: 'message' as const, id, sender: account, identity: list.identity, key, ciphertext };
  const message = { ...own, conversation, contact, recipients, time, origin, text };
  if (period === undefined) await ports.rows.write({ put, records: await ports.archive.put(message, '') });
  else {
    const kept = expiringPut(messageName({ account, origin: '' }, id), message, deadline(time, time, period), time);
    await ports.rows.write({ put: [...put, kept] });
  }
  return { id: toBase64url(id), armored };
}

/** What the key of an own text is on its way to a contact as. */
export function keyRowName(id: Bytes, to: Id): string {
  return `${toBase64url(id)} ${to}`;
}

/** All of them, if something may go to each. */
async function peopleOf(ports: MessengerPorts, to: readonly Id[]): Promise<readonly [HeldContact, ...HeldContact[]]> {
  const ids = [...new Set(to)];
  if (ids.length > MOST_RECIPIENTS) throw new PeopleError('too-many-people');
  const people = await Promise.all(ids.map(async (id) => withFewDevices(ports, await requireOpen(ports, id))));
  const [first, ...others] = people;
  if (!first) throw new PeopleError('too-many-people');
  // A text names people by their accounts.
  if (new Set(people.map(({ contact }) => contact.account)).size < people.length) throw new PeopleError('same-account');
  return [first, ...others];
}

function conversationWith(own: Id, [first, ...others]: readonly [HeldContact, ...HeldContact[]]): Id {
  return others.length > 0 ? newId() : conversationOf(own, first.contact.account);
}
