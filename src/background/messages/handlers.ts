import {
  claimsOf,
  conversationForms,
  conversationsIn,
  groupsIn,
  isUnread,
  readMarkName,
  readUpTo,
  searchTexts,
  unreadIn,
} from '../../messaging/index.ts';
import type { Group, HeldContact, MessageIndex, MessageRow } from '../../messaging/index.ts';
import { declineWriter, listAnswers, listAsks, listRequests } from '../../messaging/index.ts';
import type { AnswerOf, ContactRow, Handlers, TextRow } from '../../rpc/index.ts';
import { fromBase64url } from '../../encoding/index.ts';
import type { Id } from '../../encoding/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { archivedBody } from '../../wire/index.ts';
import { contactRowOf, heldContacts } from '../contacts/index.ts';
import { day, noteDeed } from '../context/index.ts';
import type { ListedTexts } from './archived.ts';
import { breaksIn, lateAmong } from './breaks.ts';
import { conversationPiece } from './export.ts';
import { outboxStates } from './outbox.ts';
import type { Leaving } from './outbox.ts';
import type { MessagesParts } from './parts.ts';
import { among, conversationWith, groupRow, peopleOf, placeOf } from './places.ts';
import type { Place } from './places.ts';
import { portsOf } from './ports.ts';

type ListedRow = AnswerOf<'conversations.list'>['rows'][number];

type Question =
  | 'conversations.list'
  | 'conversations.read'
  | 'conversations.search'
  | 'conversations.export'
  | 'conversations.markRead'
  | 'conversations.leave'
  | 'conversations.unsend'
  | 'conversations.write'
  | 'conversations.unread'
  | 'conversations.check'
  | 'conversations.asks'
  | 'conversations.answerAsk'
  | 'conversations.sendAgain'
  | 'requests.list'
  | 'requests.accept'
  | 'requests.decline';

/** So many texts are told at once. */
const PAGE = 50;
/** So many characters of a text say which one it is. */
const MOST_WORDS = 200;

/** Answers what people read and write in windows of ours. */
export function messageHandlers(parts: MessagesParts): Handlers<Question> {
  const { session, messages, tell } = parts;
  const { texts } = messages;
  const open = async (): Promise<{ readonly vault: OpenVault; readonly index: MessageIndex }> => {
    const vault = await session.messages();
    return { vault, index: await texts.of(vault) };
  };
  const waiting = async (vault: OpenVault) => ({
    requests: (await listRequests(vault)).length,
    answers: (await listAnswers(portsOf(parts, vault))).length,
  });
  return {
    'conversations.list': async () => {
      const isLocked = (await session.state()).lock === 'messages-locked';
      // Who only looks at names and times uses no messages.
      const vault = (isLocked ? await session.open() : undefined) ?? (await session.messages());
      const rows = isLocked
        ? await lockedRows(vault, await texts.listed(vault))
        : await openRows(vault, await texts.of(vault));
      return { rows, unread: sumOf(rows), ...(await waiting(vault)), isLocked };
    },
    'conversations.unread': async () => {
      const vault = await session.open();
      if (!vault) return { unread: 0, requests: 0, answers: 0 };
      return { unread: sumOf(await lockedRows(vault, await texts.listed(vault))), ...(await waiting(vault)) };
    },
    'conversations.read': async ({ id, before }) => {
      const { vault, index } = await open();
      const held = await heldContacts(vault);
      const place = placeOf(vault, index, held, id);
      const all = place.texts;
      const from = before === undefined ? 0 : all.findIndex((row) => row.id === before) + 1;
      const page = all.slice(from, from + PAGE);
      const told = { index, held, states: await outboxStates(vault), upTo: readUpTo(index, place.mark) };
      const late = lateAmong(all);
      const breaks = await breaksIn(vault, place, parts.clock());
      const bounds = { older: all[from + PAGE], newest: from === 0 ? undefined : page[0] };
      return {
        with: place.with,
        texts: page.map((row) => ({ ...textRowOf(row, told), isLate: late.has(row) })).toReversed(),
        breaks: among(breaks, bounds),
        changes: among(place.changes, bounds),
        hasMore: all.length > from + PAGE,
      };
    },
    'conversations.search': async ({ query }) => {
      const { vault, index } = await open();
      const held = await heldContacts(vault);
      const states = await outboxStates(vault);
      const groups = groupsIn(index, peopleOf(vault, held));
      return searchTexts(index, query)
        .slice(0, PAGE)
        .flatMap((row) => {
          const group = groups.find((one) => one.texts.includes(row));
          const person = group ? undefined : held.find(({ id }) => id === row.contact);
          const found = group ? groupRow(group, held) : person && contactRowOf(person);
          if (!found) return [];
          const upTo = readUpTo(index, { contact: found.id, conversation: row.conversation });
          return [{ conversation: found.id, with: found, text: textRowOf(row, { index, held, states, upTo }) }];
        });
    },
    // Worth more than any way in: whoever has the file needs none.
    'conversations.export': async ({ id, as, after, words }) => {
      await session.requireFresh();
      const { vault, index } = await open();
      const held = await heldContacts(vault);
      const place = placeOf(vault, index, held, id);
      const now = parts.clock();
      const name = `latchkey-conversation-${day(now)}.${as === 'text' ? 'txt' : 'json'}`;
      if (after === undefined) await noteDeed(parts, { what: 'exported-plain', about: name });
      return {
        name,
        ...conversationPiece(place.texts.toReversed(), {
          form: conversationForms[as],
          words: { ...words, other: place.with.name },
          nameOf: (row) => (place.group ? (writerOf(row, held)?.name ?? '') : place.with.name),
          after,
          now,
        }),
      };
    },
    'conversations.markRead': async ({ id }) => {
      const { vault, index } = await open();
      const place = placeOf(vault, index, await heldContacts(vault), id);
      if (await markRead(vault, index, place, parts.clock())) messages.wasRead('mark');
      return {};
    },
    'conversations.unsend': async ({ text }) => {
      await messages.unsend(await session.messages(), fromBase64url(text));
      return {};
    },
    'conversations.leave': async ({ id }) => {
      const { vault, index } = await open();
      const { group } = placeOf(vault, index, await heldContacts(vault), id);
      if (group) await messages.leave(vault, group);
      return {};
    },
    'conversations.write': async ({ to, text }) => {
      const { vault, index } = await open();
      const { group } = placeOf(vault, index, await heldContacts(vault), to);
      const { armored } = await messages.write(vault, { text, origin: '', ...addressOf(group, to) });
      return { armored };
    },
    'conversations.check': () => messages.receive(),
    'conversations.asks': async () => {
      const { vault, index } = await open();
      const people = await heldContacts(vault);
      return (await listAsks(portsOf(parts, vault))).flatMap(({ text, from, at }) => {
        const held = people.find(({ id }) => id === from);
        const words = claimsOf(index, text)
          .find(({ isOwn }) => isOwn)
          ?.text?.slice(0, MOST_WORDS);
        return held ? [{ text, from: contactRowOf(held), at, ...(words !== undefined && { words }) }] : [];
      });
    },
    'conversations.answerAsk': async (answer) => {
      await messages.answer(await session.messages(), answer);
      return {};
    },
    'conversations.sendAgain': () => {
      void messages.send();
      return Promise.resolve({});
    },
    'requests.list': async () =>
      (await listRequests(await session.vault())).map(({ id, at, card }) => ({
        ...{ id, at },
        name: card.name,
        store: card.store,
      })),
    'requests.accept': async ({ id }) => ({ contact: await messages.accept(await session.vault(), id) }),
    'requests.decline': async ({ id }) => {
      await declineWriter(portsOf(parts, await session.vault()), id);
      tell({ type: 'messages' });
      return {};
    },
  };
}

/** Rows of the list, newest first. */
async function openRows(vault: OpenVault, index: MessageIndex): Promise<readonly ListedRow[]> {
  const held = await heldContacts(vault);
  const lastOf = ({ text = '', isOwn, at }: MessageRow) => ({ at, last: { text, isOwn } });
  const ofTwo = conversationsIn(index).flatMap(({ contact, conversation, unread, last }) => {
    const person = personOf(vault, held, { contact, conversation });
    return person ? [{ id: contact, with: contactRowOf(person), unread, ...lastOf(last) }] : [];
  });
  const ofMore = groupsIn(index, peopleOf(vault, held)).flatMap((group) => {
    const [last] = group.texts;
    return last ? [{ id: group.id, with: groupRow(group, held), unread: unreadIn(index, group), ...lastOf(last) }] : [];
  });
  return [...ofTwo, ...ofMore].toSorted((one, other) => other.at - one.at);
}

/** The same without what was written. */
async function lockedRows(vault: OpenVault, listed: ListedTexts): Promise<readonly ListedRow[]> {
  const held = await heldContacts(vault);
  const ofTwo = listed.ofTwo.flatMap(({ at, unread, ...place }) => {
    const person = personOf(vault, held, place);
    return person ? [{ id: person.id, with: contactRowOf(person), unread, at }] : [];
  });
  const ofMore = listed.groups.map(({ group, unread, at }) => ({
    id: group.id,
    with: groupRow(group, held),
    unread,
    at,
  }));
  return [...ofTwo, ...ofMore].toSorted((one, other) => other.at - one.at);
}

function personOf(
  vault: OpenVault,
  held: readonly HeldContact[],
  { contact, conversation }: Pick<MessageRow, 'contact' | 'conversation'>,
): HeldContact | undefined {
  const person = held.find(({ id }) => id === contact);
  return person && conversation === conversationWith(vault, person) ? person : undefined;
}

/** Whom a text goes to that is written in a conversation. */
function addressOf(group: Group | undefined, contact: Id): { readonly to: readonly Id[]; readonly conversation?: Id } {
  if (!group) return { to: [contact] };
  const to = group.members.flatMap((one) => one.contact ?? []);
  // Of a second one under the same id: it would be taken for a text of the first.
  return { to, ...(group.id === group.conversation && { conversation: group.conversation }) };
}

function sumOf(rows: readonly { readonly unread: number }[]): number {
  return rows.reduce((sum, { unread }) => sum + unread, 0);
}

/** What a row of a text is told by. */
interface Told {
  readonly index: MessageIndex;
  readonly held: readonly HeldContact[];
  readonly states: ReadonlyMap<string, Leaving>;
  readonly upTo: number | undefined;
}

function textRowOf(row: MessageRow, { index, held, states, upTo }: Told): TextRow {
  const { id, text = '', isOwn, at, origin, until, several } = row;
  const leaving = isOwn ? states.get(id) : undefined;
  const by = several && !isOwn ? writerOf(row, held) : undefined;
  const later = several && leaving ? contactNames(leaving.to, held) : [];
  return {
    ...{ id, text, isOwn, at, origin },
    isUnread: isUnread(row, upTo),
    isDisputed: claimsOf(index, id).length > 1,
    ...(until !== undefined && { until }),
    ...(by && { by }),
    ...(isOwn ? { state: leaving?.state ?? 'sent' } : {}),
    ...(later.length > 0 && { later }),
  };
}

function writerOf({ contact, isOwn }: MessageRow, held: readonly HeldContact[]): ContactRow | undefined {
  const person = isOwn ? undefined : held.find(({ id }) => id === contact);
  return person && contactRowOf(person);
}

function contactNames(ids: readonly string[], held: readonly HeldContact[]): readonly string[] {
  return held.filter(({ id }) => ids.includes(id)).map((one) => contactRowOf(one).name);
}

/** One record a conversation says how far it was read: every browser finds it. False: it said so before. */
async function markRead(vault: OpenVault, index: MessageIndex, { mark, texts }: Place, now: number): Promise<boolean> {
  const newest = Math.max(...texts.map(({ cameAt }) => cameAt), -1);
  if (newest <= (readUpTo(index, mark) ?? -1)) return false;
  const id = vault.records.namedId(readMarkName(mark.contact, mark.conversation));
  const base = vault.records.has(id) ? { base: (await vault.records.read(id)).revision } : {};
  const body = archivedBody({ kind: 'read', ...mark, upTo: newest, updatedAt: now });
  await vault.records.save({ id, domain: 'messages', body, ...base });
  return true;
}
