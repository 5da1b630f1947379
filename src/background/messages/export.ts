import type { ConversationForm, MessageRow, TextWords } from '../../messaging/index.ts';

/** Of one piece, in UTF-16 units: messages of a browser have a limit. */
const PIECE = 4 * 1024 * 1024;

/** The part of a conversation's file that comes `after` a text (its id; undefined: from the beginning); `next`: where it goes on. */
export function conversationPiece(
  oldestFirst: readonly MessageRow[],
  {
    form,
    words,
    nameOf,
    after,
    now,
  }: {
    form: ConversationForm;
    words: TextWords;
    /** Who wrote a text that is not an own one. */
    nameOf: (row: MessageRow) => string;
    after: string | undefined;
    now: number;
  },
): { readonly text: string; readonly next?: string } {
  const isFirst = after === undefined;
  const items: string[] = [];
  const from = isFirst ? 0 : oldestFirst.findIndex(({ id }) => id === after) + 1;
  let at = from;
  for (let length = 0; at < oldestFirst.length && length < PIECE; at += 1) {
    const [row] = oldestFirst.slice(at, at + 1);
    const item = row ? form.item(row, { ...words, other: nameOf(row) }) : '';
    length += item.length;
    items.push(item);
  }
  const last = oldestFirst[at - 1];
  const isLast = at >= oldestFirst.length || !last;
  const begin = isFirst ? form.begin(words, now) : form.between;
  const text = begin + items.join(form.between) + (isLast ? form.end : '');
  return { text, ...(isLast ? {} : { next: last.id }) };
}
