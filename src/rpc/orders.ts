/** What the background tells the content script of one document, as data of the push `page`. */
export type PageOrder =
  /** The shortcut or the menu entry: write into the focused field. `marks`: show marks from now on. */
  | { readonly order: 'compose'; readonly marks: boolean }
  /** A frame of ours came up for this ticket: answers what it is about (PageTask). */
  | ({ readonly order: 'task' } & OnTicket)
  /** Answers the text of the field. */
  | ({ readonly order: 'read' } & OnTicket)
  /** Puts armored text into the field; answers with a WriteOutcome. */
  | ({ readonly order: 'put'; readonly text: string; readonly replace: boolean } & OnTicket)
  /** Undoes that, where it was unproven; answers whether the text is gone. */
  | ({ readonly order: 'takeOut'; readonly text: string } & OnTicket)
  | ({ readonly order: 'close' } & OnTicket);

/** `page` is the document's own random name: after a navigation the same frame of the same tab has another. */
export interface OnTicket {
  readonly page: string;
  readonly ticket: string;
}

export type PageTask =
  | { readonly kind: 'compose'; readonly site: string; readonly filled: boolean; readonly limit?: number }
  | { readonly kind: 'reveal'; readonly site: string; readonly armored: string };
