import type { Id } from '../../encoding/index.ts';
import { ForbiddenError } from '../../rpc/index.ts';
import type { ContentAsker, FieldType, FillPart, FillQuestion, FillRefusal } from '../../rpc/index.ts';
import type { ReadyDocument } from './parts.ts';

/** What is filled in: an item, or one part of it; or a password that was made and belongs to no item yet. */
export type FillSource =
  | { readonly from: 'item'; readonly id: Id; readonly part: FillPart }
  | { readonly from: 'made'; readonly password: string };

export interface ErrandParts {
  readonly id: Id;
  readonly source: FillSource;
  readonly tab: number;
  /** Of the page in the tab, as it was when a person asked. */
  readonly topOrigin: string | undefined;
  readonly replace: boolean;
  readonly agreed: readonly FillQuestion[];
  readonly documents: readonly ReadyDocument[];
}

/** One filling that a person asked for, as long as it is under way: which documents may ask for values, each once. */
export class Errand {
  readonly parts: ErrandParts;
  readonly questions: FillQuestion[] = [];
  readonly refusals: FillRefusal[] = [];
  /** Which documents were given something, and for which fields. */
  readonly given: { readonly asker: ContentAsker; readonly types: readonly FieldType[] }[] = [];
  readonly #waiting: Map<number, ReadyDocument>;

  constructor(parts: ErrandParts) {
    this.parts = parts;
    this.#waiting = new Map(parts.documents.map((document) => [document.frame, document]));
  }

  /** Lets a document ask, once. Throws ForbiddenError for every other one than those that were told to fill. */
  admit({ tab, frame, document }: ContentAsker, page: string): void {
    const told = tab === this.parts.tab ? this.#waiting.get(frame) : undefined;
    if (told?.page !== page || !isSameDocument(told.document, document)) throw new ForbiddenError();
    this.#waiting.delete(frame);
  }
}

/** Where a browser tells ids in one place only there is nothing to compare; the page's own name was compared before. */
function isSameDocument(told: string | undefined, asking: string | undefined): boolean {
  return told === undefined || asking === undefined || told === asking;
}
