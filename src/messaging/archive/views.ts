import type { Id } from '../../encoding/index.ts';
import { fold } from '../../typed/index.ts';
import type { IndexChunk, MessageIndex } from './message-index.ts';
import { rowsOf } from './message-index.ts';
import type { IndexRow, MessageRow, ReadRow } from './rows.ts';

/** A conversation is told by its id and its contact: who names the id of another opens one of their own (protocol 8.5). */
interface Place {
  readonly contact: Id;
  readonly conversation: Id;
}

/** A conversation in a list. */
export interface ConversationView extends Place {
  readonly unread: number;
  readonly last: MessageRow;
}

const keyOf = ({ contact, conversation }: Place): string => `${contact} ${conversation}`;
const isMessage = (row: { readonly kind: string }): row is MessageRow => row.kind === 'message';
const isOfTwo = (row: IndexRow): row is MessageRow => isMessage(row) && row.several === undefined;
const isReadMark = (row: { readonly kind: string }): row is ReadRow => row.kind === 'read';

/** Newest first; of one moment, in an order that is the same everywhere. */
export function newestFirst(a: MessageRow, b: MessageRow): number {
  return b.at - a.at || (a.record < b.record ? 1 : -1);
}

/** All conversations of two, that with the newest text first. */
export function conversationsIn(index: MessageIndex): readonly ConversationView[] {
  const rows = rowsOf(index);
  const marks = marksIn(rows);
  const views = new Map<string, ConversationView>();
  for (const row of rows.filter(isOfTwo)) {
    const key = keyOf(row);
    const { unread = 0, last = row } = views.get(key) ?? {};
    views.set(key, {
      ...{ contact: row.contact, conversation: row.conversation },
      unread: unread + (isUnread(row, marks.get(key)) ? 1 : 0),
      last: newestFirst(row, last) < 0 ? row : last,
    });
  }
  return [...views.values()].sort((a, b) => newestFirst(a.last, b.last));
}

/** `upTo`: as far as its conversation was read; own texts never are unread. */
export function isUnread({ isOwn, cameAt }: MessageRow, upTo = -1): boolean {
  return !isOwn && cameAt > upTo;
}

/** How far each conversation was read, by its key: of several marks, made under names of before and after, the farthest. */
function marksIn(rows: readonly IndexRow[]): ReadonlyMap<string, number> {
  const marks = new Map<string, number>();
  for (const mark of rows.filter(isReadMark)) {
    const key = keyOf(mark);
    marks.set(key, Math.max(mark.upTo, marks.get(key) ?? 0));
  }
  return marks;
}

/** How far a conversation was read. */
export function readUpTo(index: MessageIndex, place: Place): number | undefined {
  return marksIn(rowsOf(index)).get(keyOf(place));
}

/** The texts of a conversation of two, newest first. */
export function textsIn(index: MessageIndex, place: Place): readonly MessageRow[] {
  const key = keyOf(place);
  return rowsOf(index)
    .filter(isOfTwo)
    .filter((row) => keyOf(row) === key)
    .sort(newestFirst);
}

/** Everybody's claims of a text's id: one is the rule; who else claims it shows as a conflict, and reads by their own key. */
export function claimsOf(index: MessageIndex, id: string): readonly MessageRow[] {
  return rowsOf(index)
    .filter(isMessage)
    .filter((row) => row.id === id);
}

/** Folding ten megabytes takes longer than looking through them: a chunk that stays is folded once. */
const folded = new WeakMap<IndexChunk, readonly string[]>();

function foldedOf(chunk: IndexChunk): readonly string[] {
  const known = folded.get(chunk) ?? chunk.map((row) => (isMessage(row) ? fold(row.text ?? '') : ''));
  folded.set(chunk, known);
  return known;
}

/** Texts that contain what is looked for, as `fold` compares it; newest first. Nothing is found by nothing. */
export function searchTexts(index: MessageIndex, query: string): readonly MessageRow[] {
  const wanted = fold(query.trim());
  if (wanted === '') return [];
  const found: MessageRow[] = [];
  for (const chunk of index.chunks) {
    for (const [at, text] of foldedOf(chunk).entries()) {
      const row = text.includes(wanted) ? chunk[at] : undefined;
      if (row && isMessage(row)) found.push(row);
    }
  }
  return found.sort(newestFirst);
}
