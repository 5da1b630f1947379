import type { FillKind } from './contract/index.ts';

/** What the background tells the content script of one document, as data of the push `page`. */
export type PageOrder =
  /** The shortcut or a menu entry. `marks`: show marks from now on. Answers true where there was something to begin at. */
  | { readonly order: 'begin'; readonly what: Begun; readonly marks: boolean }
  /** A frame of ours came up for this ticket: answers what it is about (PageTask). */
  | ({ readonly order: 'task' } & OnTicket)
  /** Answers the text of the field. */
  | ({ readonly order: 'read' } & OnTicket)
  /** Puts armored text into the field; answers with a WriteOutcome. */
  | ({ readonly order: 'put'; readonly text: string; readonly replace: boolean } & OnTicket)
  /** Undoes that, where it was unproven; answers whether the text is gone. */
  | ({ readonly order: 'takeOut'; readonly text: string } & OnTicket)
  /** The frame's place was taken by a window of ours: it goes, and what it acts on stays. */
  | ({ readonly order: 'moved' } & OnTicket)
  /** A key was stopped in another frame of the tab. Answers whether there is a box that it was meant for. */
  | ({ readonly order: 'key'; readonly key: StoppedKey } & OnTicket)
  | ({ readonly order: 'close' } & OnTicket)
  /** A frame to write in comes up in the place of that which shows a text; answers whether there is a field for it. */
  | ({ readonly order: 'answer' } & OnTicket)
  /** Answers what kinds of forms with a password stand in this document (SendingKind[]). */
  | { readonly order: 'forms' }
  /** Shows what is offered to be kept, where there is room for it; answers whether there is. */
  | { readonly order: 'save' }
  /** The keyboard goes to that offer; answers whether there is one. */
  | { readonly order: 'goToSave' };

/**
 * What the background asks of our script for forms, as data of the push `save`. `look`: whether a login is typed here;
 * `typed`: to tell what is (`save.typed`); `alive`: whether this is the document of that name.
 */
export type SaveOrder =
  { readonly order: 'look' | 'typed'; readonly page?: undefined } | { readonly order: 'alive'; readonly page: string };

/**
 * What the background tells our script for forms in one document, as data of the push `fill`. `page`: the document's own
 * random name; another document in its place leaves the order alone.
 */
export type FillOrder =
  | FillFormOrder
  /** To watch for the next step of what was filled before. */
  | { readonly order: 'watch'; readonly page: string }
  /** Answers which kinds of items it has forms for (FillKind[]). */
  | { readonly order: 'look'; readonly page: string };

/** To ask for what its form takes, and to fill that in. Answers with each field that it gave a value (FilledField[]). */
export interface FillFormOrder {
  readonly order: 'fill';
  readonly page: string;
  readonly errand: string;
  readonly kind: FillKind;
  /** What stands in a field already goes. */
  readonly replace: boolean;
}

/**
 * What a person begins by shortcut or menu: writing into the field that has the focus; reading the armored text that is
 * selected, else the nearest; or whichever of them there is to do.
 */
export type Begun = 'write' | 'read' | 'either';

/** What a key was for that was kept from the page: typing, going away from our box, going back into it. */
export type StoppedKey = 'text' | 'leave' | 'back';

/** What our frame tells the document that it stands in, on a line of their own: whether it has the focus. */
export type FrameWord = 'came' | 'lost';

/**
 * What that document tells our frame. `away`: it lost the focus, and so did the whole tab. `missed`: a key on its way to
 * the page was stopped. `leave`: Escape was pressed in the page.
 */
export type PageWord = 'away' | 'missed' | 'leave';

/** `page` is the document's own random name: after a navigation the same frame of the same tab has another. */
export interface OnTicket {
  readonly page: string;
  readonly ticket: string;
}

/** `readings`: how the armored text may read, likeliest first; only its seal tells which is right. */
export type PageTask =
  | {
      readonly kind: 'compose';
      readonly site: string;
      /** Of the document; empty: it has none. */
      readonly origin: string;
      /** The field's name, the same each time this page is there. */
      readonly field: string;
      /** People write paragraphs in it. */
      readonly tall: boolean;
      readonly filled: boolean;
      readonly limit?: number;
    }
  | {
      readonly kind: 'reveal';
      readonly site: string;
      readonly readings: readonly string[];
      /** How the armored text before that one reads, with what stands behind it: a card may invite to this text. */
      readonly before: readonly string[];
    }
  | { readonly kind: 'save'; readonly site: string }
  /** `url`: of the document, without what follows its path. `asksForNew`: the form has a field for a new password. */
  | { readonly kind: 'menu'; readonly site: string; readonly url: string; readonly asksForNew: boolean };
