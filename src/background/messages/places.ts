import { fromBase64url } from '../../encoding/index.ts';
import type { Id } from '../../encoding/index.ts';
import { ContactGoneError, conversationOf, groupsIn, isIdentityOf, textsIn } from '../../messaging/index.ts';
import type {
  Group,
  HeldContact,
  Member,
  MembersNews,
  MessageIndex,
  MessageRow,
  People,
} from '../../messaging/index.ts';
import type { ContactRow, MembersChange } from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { contactRowOf } from '../contacts/index.ts';

/** A conversation as windows of ours show it: of a contact, or of several people. */
export interface Place {
  readonly with: ContactRow;
  /** What its read mark is named after. */
  readonly mark: { readonly contact: Id; readonly conversation: Id };
  /** Newest first. */
  readonly texts: readonly MessageRow[];
  /** Contacts whose devices' chains of bodies are looked at. */
  readonly people: readonly Id[];
  readonly changes: readonly MembersChange[];
  readonly group?: Group;
}

/** Who is who among texts for several people. */
export function peopleOf({ account }: Pick<OpenVault, 'account'>, held: readonly HeldContact[]): People {
  const known = new Map<string, Id | undefined>();
  return {
    own: account,
    contactOf: (named) => {
      const key = `${named.account} ${named.identity}`;
      if (!known.has(key)) known.set(key, held.find((one) => isNamed(one, named))?.id);
      return known.get(key);
    },
  };
}

function isNamed({ contact }: HeldContact, named: Parameters<People['contactOf']>[0]): boolean {
  if (contact.account !== named.account) return false;
  return isIdentityOf(contact, fromBase64url(named.identity));
}

export function conversationWith({ account }: Pick<OpenVault, 'account'>, { contact }: HeldContact): Id {
  return conversationOf(account, contact.account);
}

/** A conversation of several as one row: all its names, and compared only if all of them are. */
export function groupRow(
  { id, members, isLeft }: Omit<Group, 'texts' | 'news'>,
  held: readonly HeldContact[],
): ContactRow {
  const people = contactsAmong(members, held).map(contactRowOf);
  const strangers = members.length - people.length;
  const isCompared = strangers === 0 && people.every(({ state }) => state === 'compared');
  return {
    id,
    name: people.map(({ name }) => name).join(', '),
    state: isCompared ? 'compared' : 'not-compared',
    several: { people, strangers, isLeft },
  };
}

/** The newest conversation of these people and nobody else; of two there is but one, which is none of these. */
export function groupOf(groups: readonly Group[], people: readonly Id[]): Group | undefined {
  if (people.length < 2) return undefined;
  return groups.find(
    ({ id, conversation, members, isLeft }) =>
      id === conversation &&
      !isLeft &&
      members.length === people.length &&
      members.every(({ contact }) => contact !== undefined && people.includes(contact)),
  );
}

function contactsAmong(members: readonly Member[], held: readonly HeldContact[]): readonly HeldContact[] {
  return members.flatMap(({ contact }) => held.find(({ id }) => id === contact) ?? []);
}

/** By the id of a contact, or of a conversation of several. Throws ContactGoneError. */
export function placeOf(vault: OpenVault, index: MessageIndex, held: readonly HeldContact[], id: Id): Place {
  const person = held.find((one) => one.id === id);
  if (person) {
    const mark = { contact: id, conversation: conversationWith(vault, person) };
    return { with: contactRowOf(person), mark, texts: textsIn(index, mark), people: [id], changes: [] };
  }
  const group = groupsIn(index, peopleOf(vault, held)).find((one) => one.id === id);
  if (!group) throw new ContactGoneError();
  const { conversation, texts, news } = group;
  return {
    with: groupRow(group, held),
    mark: { contact: id, conversation },
    texts,
    people: [...new Set(texts.filter(({ isOwn }) => !isOwn).map(({ contact }) => contact))],
    changes: news.map((one) => changeOf(one, held)),
    group,
  };
}

function changeOf({ at, by, added, removed, isLeave }: MembersNews, held: readonly HeldContact[]): MembersChange {
  const nameOf = ({ contact }: Member): string => {
    const known = held.find(({ id }) => id === contact);
    return known ? contactRowOf(known).name : '';
  };
  return {
    ...{ at, isLeave, added: added.map(nameOf), removed: removed.map(nameOf) },
    ...(by && { by: nameOf(by) }),
  };
}

/** Those that lie among the texts of a page. `older`: the next text before it; `newest`: its newest, if there are newer ones. */
export function among<T extends { readonly at: number }>(
  lines: readonly T[],
  { older, newest }: { readonly older?: MessageRow | undefined; readonly newest?: MessageRow | undefined },
): readonly T[] {
  return lines.filter(({ at }) => (!older || at > older.at) && (!newest || at <= newest.at));
}
