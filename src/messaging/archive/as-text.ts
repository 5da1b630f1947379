import type { MessageRow } from './rows.ts';

/** Names for both sides, and what stands where a text was never seen. */
export interface TextWords {
  readonly own: string;
  readonly other: string;
  readonly unseen: string;
}

/** How a conversation is written to be kept elsewhere: what comes first, each text, what lies between two, and what comes last. */
export interface ConversationForm {
  /** `now` in milliseconds since 1970. */
  readonly begin: (words: TextWords, now: number) => string;
  readonly item: (row: MessageRow, words: TextWords) => string;
  readonly between: string;
  readonly end: string;
}

/** For people: a line of time (UTC), name and page for each text, and below it what was written. */
const text: ConversationForm = {
  begin: () => '',
  item: ({ at, isOwn, origin, text: written }, words) => {
    const time = new Date(at).toISOString().replace('T', ' ').slice(0, 19);
    const site = origin === '' ? '' : ` (${origin})`;
    return `${time} ${isOwn ? words.own : words.other}${site}\n${written ?? words.unseen}\n`;
  },
  between: '\n',
  end: '',
};

/** For programs: an object with the texts, times in ISO 8601 (UTC). A text that was never seen is null. */
const json: ConversationForm = {
  begin: ({ other }, now) => {
    const head = { latchkey: 'conversation', with: other, savedAt: new Date(now).toISOString() };
    return `${JSON.stringify(head).slice(0, -1)},"texts":[\n`;
  },
  item: ({ id, at, isOwn, origin, several, text: written = null }, { other }) => {
    const by = several && !isOwn ? { by: other } : {};
    return JSON.stringify({ id, at: new Date(at).toISOString(), isOwn, ...by, origin, text: written });
  },
  between: ',\n',
  end: '\n]}\n',
};

export const conversationForms = { text, json } as const;
