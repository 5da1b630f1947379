import type { HeldContact } from '../../messaging/index.ts';
import { asBlocked, asUnblocked, goOn, nameOf, renamed, stateOf } from '../../messaging/index.ts';
import type { ContactLook, ContactRow, Handlers } from '../../rpc/index.ts';
import type { Contact } from '../../wire/index.ts';
import { addByCard, lookAtCard } from './by-card.ts';
import { comparisonHandlers } from './compare.ts';
import { endCard, makeCard, ownCard } from './own-card.ts';
import type { ContactsParts } from './parts.ts';
import { heldContact, heldContacts, removeContact, saveContact } from './people.ts';

type Question =
  | 'contacts.list'
  | 'contacts.read'
  | 'contacts.card'
  | 'contacts.card.make'
  | 'contacts.card.end'
  | 'contacts.look'
  | 'contacts.add'
  | 'contacts.rename'
  | 'contacts.block'
  | 'contacts.delete'
  | 'contacts.goOn';

type ComparisonQuestion = 'contacts.comparison' | 'contacts.compared' | 'contacts.scanned';

/** Answers the questions about people. Nothing is asked of any store but by a press in a page of ours. */
export function contactHandlers(parts: ContactsParts): Handlers<Question | ComparisonQuestion> {
  const { session, clock, tell } = parts;
  const change = async (id: string, work: (contact: Contact) => Contact | Promise<Contact>) => {
    const vault = await session.vault();
    const held = await heldContact(vault, id);
    await saveContact(vault, held, await work(held.contact));
    tell({ type: 'contacts' });
    return {};
  };
  return {
    'contacts.list': async () => {
      // A frame in a page looks when it comes up: that puts no lock off.
      const vault = await session.open();
      return vault ? (await heldContacts(vault)).map(rowOf).toSorted(byName) : [];
    },
    'contacts.read': async ({ id }) => lookOf(await heldContact(await session.vault(), id)),
    'contacts.card': async () => ownCard(await session.vault(), clock()),
    'contacts.card.make': async ({ name }) => {
      const card = await makeCard(parts, name);
      tell({ type: 'contacts' });
      return card;
    },
    'contacts.card.end': async () => {
      await endCard(parts);
      tell({ type: 'contacts' });
      return {};
    },
    'contacts.look': ({ text }) => lookAtCard(parts, text),
    'contacts.add': async ({ text }) => ({ id: await addByCard(parts, text) }),
    'contacts.rename': ({ id, name }) => change(id, (contact) => renamed(contact, name, clock())),
    'contacts.block': ({ id, block }) =>
      change(id, (contact) => (block ? asBlocked(contact, clock()) : asUnblocked(contact, clock()))),
    'contacts.delete': async ({ id }) => {
      const vault = await session.vault();
      await removeContact(vault, await heldContact(vault, id));
      tell({ type: 'contacts' });
      return {};
    },
    'contacts.goOn': ({ id }) => change(id, (contact) => goOn(contact, clock())),
    ...comparisonHandlers(parts),
  };
}

/** As chips and rows show them. */
export function rowOf({ id, contact }: HeldContact): ContactRow {
  const { compared } = contact;
  return {
    id,
    name: nameOf(contact),
    state: stateOf(contact),
    ...(compared && { comparedAt: compared.at }),
  };
}

function lookOf(held: HeldContact): ContactLook {
  const { card, followed, createdAt, closed } = held.contact;
  return {
    ...rowOf(held),
    cardName: card.name,
    store: followed.store,
    addedAt: createdAt,
    ...(closed && { closedBy: closed.by }),
    news: followed.changes,
  };
}

function byName(one: ContactRow, other: ContactRow): number {
  return one.name.localeCompare(other.name);
}
