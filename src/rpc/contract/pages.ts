import * as v from 'valibot';
import type { Done } from './question.ts';
import { ask, content, frame, id, nothing, ticket, window } from './question.ts';

export interface ComposeTask {
  /** The page's host, as its own document says. */
  readonly site: string;
  /** Something stands in the field already. */
  readonly filled: boolean;
  /** How many bytes of UTF-8 fit, where the field limits its length; negative: nothing does. */
  readonly capacity?: number;
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

export interface RevealAnswer {
  readonly text: string;
  readonly kind: 'self';
  readonly site: string;
}

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

const fieldName = v.pipe(v.string(), v.maxLength(4_000));

/** Inside somebody's page: what our content script asks, and our frames that come up there. */
export const pageQuestions = {
  /** The first trusted event happened: the rest of the content script is injected. */
  'page.wake': ask<Done>()(content, nothing),
  /** A mark was pressed: a ticket for one frame (or window) of ours, which acts for this one document. */
  'page.offer': ask<{ readonly ticket: string }>()(
    content,
    v.strictObject({ page: id, kind: v.picklist(['compose', 'reveal', 'save', 'menu']) }),
  ),
  /** The page lets no frame of ours come up (isolated pages): the same ticket in a small window. */
  'page.window': ask<Done>()(content, v.strictObject({ ticket })),
  /** A person is in a form that takes a login or a code: our script for forms is injected. */
  'page.forms': ask<Done>()(content, nothing),
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
  'compose.seal': ask<{ readonly outcome: WriteOutcome; readonly armored: string }>()(frame, typed),
  /** Takes an unproven text out of the field again, as one undo there; answers whether it is gone. */
  'compose.takeOut': ask<{ readonly gone: boolean }>()(
    frame,
    v.strictObject({ ticket, armored: v.pipe(v.string(), v.maxLength(200_000)) }),
  ),
  /** The page keeps taking the keys: the person goes on in a window of ours, with what was typed so far. */
  'compose.window': ask<Done>()(frame, typed),
  'reveal.open': ask<RevealAnswer>()(frame, v.strictObject({ ticket })),
  /** The same of a text that was pasted into a window of ours. */
  'reveal.text': ask<{ readonly text: string }>()(
    window,
    v.strictObject({ armored: v.pipe(v.string(), v.maxLength(200_000)) }),
  ),
  /** Takes the frame away and ends its ticket. */
  'frame.close': ask<Done>()(frame, v.strictObject({ ticket })),
} as const;
