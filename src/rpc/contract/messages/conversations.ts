import * as v from 'valibot';
import type { Done } from '../question.ts';
import { ask, id, nothing, ours, window } from '../question.ts';
import type { ContactRow } from './contacts.ts';

/** A text's id: 24 bytes as base64url. */
const textId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{32}$/));

const word = v.pipe(v.string(), v.maxLength(200));

/** A conversation in the list, newest first: told by its contact or, of several people, by its own id. */
interface ConversationRow {
  /** Of the contact, or of the conversation. */
  readonly id: string;
  readonly with: ContactRow;
  readonly at: number;
  readonly unread: number;
  readonly last?: { readonly text: string; readonly isOwn: boolean };
}

export interface ConversationList {
  readonly rows: readonly ConversationRow[];
  readonly unread: number;
  readonly requests: number;
  /** Invitations that somebody answered, about which nobody has decided. */
  readonly answers: number;
  /** Messages are locked: no row says what was written last. */
  readonly isLocked: boolean;
}

/**
 * What became of an own text. `waiting`: on its way; `sent`: left for every device of its people; `held`: the contact is
 * closed, `blocked`: they are; `failed`: something stands in the way, and it is tried again.
 */
export type TextState = 'waiting' | 'sent' | 'held' | 'blocked' | 'failed';

export interface TextRow {
  readonly id: string;
  /** Empty: its key came, and it was not seen in a page yet. */
  readonly text: string;
  readonly isOwn: boolean;
  /** Its writer's clock, never later than when it came. */
  readonly at: number;
  readonly isUnread: boolean;
  /** Origin of the page in which it was put; empty: none. */
  readonly origin: string;
  /** Of own texts. */
  readonly state?: TextState;
  /** Of an own text for several: who doesn't have it yet, by name. */
  readonly later?: readonly string[];
  /** When it ends, in milliseconds since 1970; absent: it is kept. */
  readonly until?: number;
  /** In a conversation of several: who wrote it; absent: oneself. */
  readonly by?: ContactRow;
  /** Other contacts claim the same text: how it reads by them may differ. */
  readonly isDisputed: boolean;
}

/** A text among the others of its conversation. */
export interface TextInPlace extends TextRow {
  /** It came after what its writer had sent later. */
  readonly isLate: boolean;
}

/**
 * Where a conversation isn't whole, as far as this browser knows. It lies before the first text that isn't older than `at`.
 * `missing`: so many messages of the contact didn't come; `forked`: what came doesn't follow what the same device of theirs had sent.
 */
export type TextBreak =
  | { readonly is: 'missing'; readonly at: number; readonly count: number; readonly mayCome: boolean }
  | { readonly is: 'forked'; readonly at: number };

/**
 * What a text changed of who is in a conversation of several, by names; an empty name is somebody who is no contact here. `by`: who
 * wrote it; absent: oneself. `isLeave`: they left.
 */
export interface MembersChange {
  readonly at: number;
  readonly by?: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly isLeave: boolean;
}

export interface TextPage {
  readonly with: ContactRow;
  /** Oldest first. */
  readonly texts: readonly TextInPlace[];
  /** Those that lie among them, oldest first. */
  readonly breaks: readonly TextBreak[];
  /** The same of who came and went. */
  readonly changes: readonly MembersChange[];
  /** There are older ones than the first of these. */
  readonly hasMore: boolean;
}

export interface TextHit {
  /** Of the contact, or of the conversation. */
  readonly conversation: string;
  readonly with: ContactRow;
  readonly text: TextRow;
}

/** Somebody asks for the key of an own text again, which was for them: one line for each text and contact. */
export interface AskRow {
  /** Of the text. */
  readonly text: string;
  readonly from: ContactRow;
  /** When it came. */
  readonly at: number;
  /** How the text begins, so that whoever gives its key knows which one it is; absent: it isn't kept any more, and can't be given. */
  readonly words?: string;
}

/** What was written and read. Needs messages unlocked, unless it says otherwise. */
export const conversationQuestions = {
  /** Also while messages are locked: who, when, and how much is unread. */
  'conversations.list': ask<ConversationList>()(window, nothing),
  /** The newest texts; `before`: those before that one. 50 at most. */
  'conversations.read': ask<TextPage>()(window, v.strictObject({ id, before: v.optional(textId) })),
  /** Texts that contain this, newest first, 50 at most. */
  'conversations.search': ask<readonly TextHit[]>()(
    window,
    v.strictObject({ query: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
  ),
  /**
   * A conversation that anybody can read, in pieces: the first, or the one `after` what the last said was `next`. Needs a fresh proof,
   * as every readable export. `words`: what stands for oneself, and for a text that was never seen, in the person's language.
   */
  'conversations.export': ask<{ readonly name: string; readonly text: string; readonly next?: string }>()(
    window,
    v.strictObject({
      ...{ id, as: v.picklist(['text', 'json']), after: v.exactOptional(textId) },
      words: v.strictObject({ own: word, unseen: word }),
    }),
  ),
  'conversations.markRead': ask<Done>()(window, v.strictObject({ id })),
  /** Takes an own text back: it goes here, and everybody whom it went to is asked to forget it. Throws `text-gone`. */
  'conversations.unsend': ask<Done>()(window, v.strictObject({ text: textId })),
  /** Leaves a conversation of several: its people are told. */
  'conversations.leave': ask<Done>()(window, v.strictObject({ id })),
  /** Seals for a contact, or for all of a conversation, and answers the armored text: for the clipboard, without a page. */
  'conversations.write': ask<{ readonly armored: string }>()(
    window,
    v.strictObject({ to: id, text: v.pipe(v.string(), v.minLength(1)) }),
  ),
  /** How much waits to be read, also while messages are locked; 0 while everything is. */
  'conversations.unread': ask<Omit<ConversationList, 'rows' | 'isLocked'>>()(window, nothing),
  /** Empties the mailbox now. `came`: how many were opened. */
  'conversations.check': ask<{ readonly came: number }>()(ours, nothing),
  /** Who asks for the key of an own text again, oldest first. */
  'conversations.asks': ask<readonly AskRow[]>()(window, nothing),
  /** Gives it, or lets it be: the line goes either way. Throws `text-gone` where there is nothing to give. */
  'conversations.answerAsk': ask<Done>()(window, v.strictObject({ text: textId, from: id, give: v.boolean() })),
  /** Tries once more what waits or failed. */
  'conversations.sendAgain': ask<Done>()(window, nothing),
} as const;
