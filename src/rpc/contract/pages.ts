import * as v from 'valibot';
import { personName } from '../../typed/index.ts';
import type { CardLook, ContactRow } from './messages/index.ts';
import type { Done } from './question.ts';
import { ask, content, frame, id, nothing, ticket, window } from './question.ts';

export interface ComposeTask {
  /** The page's host, as its own document says. */
  readonly site: string;
  /** Something stands in the field already. */
  readonly filled: boolean;
  /** How many bytes of UTF-8 fit, where the field limits its length; negative: nothing does. */
  readonly capacity?: Readonly<Record<'self' | 'others' | 'invited' | 'channel', number>>;
  /**
   * Whom this is for, unless the person says otherwise: who was written to last here, or is answered. Empty: nobody else. Absent while
   * locked: nobody could look.
   */
  readonly to?: readonly ContactRow[];
  /** It answers a text that also went to so many who are no contacts here: they don't get it. */
  readonly strangers?: number;
  /** How long what is written is to live, as it was chosen in the frame that this window goes on for, in milliseconds. */
  readonly period?: Period;
  /** Whether somebody without Latchkey can be invited: this vault has a store. */
  readonly invites: boolean;
  /** What was typed in the frame that this window goes on for. */
  readonly typed?: Typed;
  /** What was written at this field and not put anywhere; null: nothing. Absent while locked: nobody could look. */
  readonly draft?: KeptDraft | null;
  readonly enter: EnterKey;
}

/** What Enter does in the compose box: it begins a line, or encrypts. Ctrl+Enter encrypts always, Shift+Enter begins a line. */
export type EnterKey = 'line' | 'encrypt';

export interface Typed {
  readonly text: string;
  /** It is to replace what stands in the field. */
  readonly replace: boolean;
}

export interface KeptDraft extends Typed {
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What an armored text says, as far as this browser can read it. */
export type ReadAnswer =
  | { readonly kind: 'self'; readonly text: string }
  | {
      readonly kind: 'message';
      readonly text: string;
      /** Who wrote it or, of an own text, the first whom it went to. */
      readonly with: ContactRow;
      readonly isOwn: boolean;
      readonly at: number;
      /** Whom it is for besides `with` and ourselves: contacts, and how many more. */
      readonly others: readonly ContactRow[];
      readonly strangers: number;
      /** When it ends, in milliseconds since 1970; absent: it is kept. */
      readonly until?: number;
      /** Other contacts claim the same text: how it reads by them may differ. */
      readonly isDisputed: boolean;
    }
  /** Of a channel. `isOwn`: its writer says to be us; `isOld`: it is of a key from before the last few. */
  | {
      readonly kind: 'channel';
      readonly with: { readonly id: string; readonly name: string };
      /** Empty: it only brings a key. */
      readonly text: string;
      readonly isOwn: boolean;
      readonly at: number;
      readonly isOld: boolean;
    }
  /** Of a channel that isn't known here: its chat password is needed. */
  | { readonly kind: 'unknown-channel' }
  /**
   * Its key was deleted here: it has ended, or its writer took it back. Nothing of ours opens it any more. `from`: who wrote it; absent:
   * oneself.
   */
  | { readonly kind: 'gone'; readonly by: 'expiry' | 'unsend'; readonly at: number; readonly from?: ContactRow }
  /** Not come yet, or not for us: that can't be told apart. `lookedAt`: when the mailbox was emptied last. */
  | { readonly kind: 'no-key'; readonly lookedAt?: number }
  /** Nothing of them is opened until the person decides. */
  | { readonly kind: 'closed'; readonly from: ContactRow }
  | { readonly kind: 'card'; readonly card: CardLook }
  /**
   * A text that goes to whoever answers its card first, and that card. `told`: we have answered; `refused`: their store took somebody
   * else's answer, or its time is over. `needsName`: there is no card yet to answer by.
   */
  | {
      readonly kind: 'invitation';
      readonly card: CardLook;
      readonly state: 'new' | 'told' | 'refused';
      readonly needsName: boolean;
    };

export type RevealAnswer = ReadAnswer & { readonly site: string };

/**
 * What became of a text that was to be put into a field: `put`: it stands there; `unproven`: it stands there, but the editor
 * may send a text of its own; `paste`: the editor takes a person's own pasting only; `refused`: all is as it was.
 */
export type WriteOutcome = 'put' | 'unproven' | 'paste' | 'refused';

/** What is typed in a compose box, and what it is for. */
const typed = v.strictObject({
  ticket,
  text: v.pipe(v.string(), v.maxLength(100_000)),
  replace: v.boolean(),
});

/**
 * Our scripts in pages that come when they are needed: `forms` knows what fields are for, `saving` hears what is typed into
 * logins, `texts` reads armored texts, `frames` opens our frames.
 */
const pageScripts = ['forms', 'saving', 'texts', 'frames'] as const;
export type PageScript = (typeof pageScripts)[number];

/** A name as a person types it; a handler gets its one form. Throws PersonNameError. */
const person = v.pipe(v.string(), v.maxLength(1_000), v.transform(personName));

/** How long a text may live, in milliseconds: an hour, a day, 7, 30 or 90 days. */
const periods = [3_600_000, 86_400_000, 604_800_000, 2_592_000_000, 7_776_000_000] as const;
export type Period = (typeof periods)[number];

/** The same with the contacts that it is for, the channel, or the name of whom it invites; without any: for the person here. */
const addressed = v.strictObject({
  ...typed.entries,
  to: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(32))),
  /** How long it lives, of a text for contacts, in milliseconds; absent: it is kept. */
  period: v.optional(v.picklist(periods)),
  ...{ channel: v.optional(id), invite: v.optional(person) },
});

const fieldName = v.pipe(v.string(), v.maxLength(4_000));

/** Inside somebody's page: what our content script asks, and our frames that come up there. */
export const pageQuestions = {
  /** The first trusted event happened: the rest of the content script is injected. */
  'page.wake': ask<Done>()(content, nothing),
  /**
   * A mark was pressed: a ticket for one frame (or window) of ours, which acts for this one document. `after`: the ticket of
   * the text that is written anew there, and whether it stands in that very field.
   */
  'page.offer': ask<{ readonly ticket: string }>()(
    content,
    v.strictObject({
      page: id,
      kind: v.picklist(['compose', 'reveal', 'save', 'menu']),
      after: v.optional(v.strictObject({ ticket, isInField: v.boolean() })),
    }),
  ),
  /** The page lets no frame of ours come up (isolated pages): the same ticket in a small window. */
  'page.window': ask<Done>()(content, v.strictObject({ ticket })),
  /** Another of our scripts is needed in this document: it is injected. */
  'page.bring': ask<Done>()(content, v.strictObject({ script: v.picklist(pageScripts) })),
  'page.switchOff': ask<Done>()(content, nothing),
  /**
   * Whether a mark to fill in is wanted at a field, and whether it opens a menu in the page. `field`: its name, the same each
   * time this page is there.
   */
  'page.fieldMark': ask<{ readonly mark: boolean; readonly menu: boolean }>()(
    content,
    v.strictObject({ field: fieldName }),
  ),
  /** The mark of such a field was pressed: the popup comes up, or a window in its place. */
  'page.fill': ask<Done>()(content, nothing),
  /** No mark at this field from now on. */
  'page.leaveField': ask<Done>()(content, v.strictObject({ field: fieldName })),
  /** A key was kept from this document. `held`: there still is a box in another frame of its tab that it was meant for. */
  'page.keyStopped': ask<{ readonly held: boolean }>()(
    content,
    v.strictObject({ key: v.picklist(['text', 'leave', 'back']) }),
  ),
  'compose.task': ask<ComposeTask>()(frame, v.strictObject({ ticket })),
  /** Keeps what is typed, sealed, until it is put into the field or emptied. */
  'compose.keep': ask<Done>()(frame, typed),
  /** What Enter is to do on this site from now on. */
  'compose.enter': ask<Done>()(frame, v.strictObject({ ticket, enter: v.picklist(['line', 'encrypt']) })),
  /** The text that stands in the field, when the user's gesture asks for it. */
  'compose.takeOver': ask<{ readonly text: string }>()(frame, v.strictObject({ ticket })),
  /** Seals and puts the armored text into the field; `outcome` says what is proven of that. */
  'compose.seal': ask<{ readonly outcome: WriteOutcome; readonly armored: string }>()(frame, addressed),
  /** Takes an unproven text out of the field again, as one undo there; answers whether it is gone. */
  'compose.takeOut': ask<{ readonly gone: boolean }>()(
    frame,
    v.strictObject({ ticket, armored: v.pipe(v.string(), v.maxLength(200_000)) }),
  ),
  /** The page keeps taking the keys: the person goes on in a window of ours, with what was typed so far. */
  'compose.window': ask<Done>()(frame, addressed),
  'reveal.open': ask<RevealAnswer>()(frame, v.strictObject({ ticket })),
  /** The mailbox is emptied, by a press, and the text of this frame looked up again. */
  'reveal.check': ask<RevealAnswer>()(frame, v.strictObject({ ticket })),
  /** Answers the invitation that this frame shows; under `name`, where there is no card yet. */
  'reveal.answer': ask<Done>()(frame, v.strictObject({ ticket, name: v.optional(person) })),
  /** Asks a contact for the key of the text that this frame can't read. False: it can be read by now, and nobody was asked. */
  'reveal.ask': ask<{ readonly asked: boolean }>()(frame, v.strictObject({ ticket, of: id })),
  /** Takes the own text that this frame shows back. Throws `text-gone`. */
  'reveal.unsend': ask<Done>()(frame, v.strictObject({ ticket })),
  /** Adds the contact of the card that this frame shows. */
  'reveal.add': ask<{ readonly contact: string }>()(frame, v.strictObject({ ticket })),
  /** Opens the page of ours in which a person goes on: decides about the contact who wrote, or permits the store of a card. */
  'reveal.goOn': ask<Done>()(frame, v.strictObject({ ticket })),
  /** A frame to write in comes up at the page's field, for who is at the other end of the message that this frame shows. */
  'reveal.reply': ask<{ readonly begun: boolean }>()(frame, v.strictObject({ ticket })),
  /**
   * The text that this frame shows comes back to be written anew: a frame for it comes up at the page's field. Answers whether
   * there is one.
   */
  'reveal.edit': ask<{ readonly begun: boolean }>()(frame, v.strictObject({ ticket })),
  /** The same of a text that was pasted into a window of ours. */
  'reveal.text': ask<ReadAnswer>()(window, v.strictObject({ armored: v.pipe(v.string(), v.maxLength(200_000)) })),
  /** Answers an invitation that was pasted there; under `name`, where there is no card yet. */
  'reveal.answerText': ask<Done>()(
    window,
    v.strictObject({ armored: v.pipe(v.string(), v.maxLength(200_000)), name: v.optional(person) }),
  ),
  /** Takes the frame away and ends its ticket. */
  'frame.close': ask<Done>()(frame, v.strictObject({ ticket })),
} as const;
