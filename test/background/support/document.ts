import type { TabActions } from '../../../src/background/pages/documents.ts';
import { newId } from '../../../src/crypto/index.ts';
import type { ContentAsker, FrameAsker, PageOrder, PageTask, WriteOutcome } from '../../../src/rpc/index.ts';

/** A content script and a frame of ours, in one tab. */
export const content: ContentAsker = {
  role: 'content',
  tab: 7,
  frame: 0,
  origin: 'https://forum.example',
  host: 'forum.example',
  path: '/',
};
export const frame: FrameAsker = { role: 'frame', tab: 7, frame: 12 };

export const composeTask = {
  kind: 'compose',
  site: 'forum.example',
  origin: 'https://forum.example',
  field: '/t/1',
  tall: false,
  filled: true,
} as const;

/** A document with one field, as our content script would speak for it; it hears what it is told. */
export class Document {
  readonly page = newId();
  readonly heard: PageOrder[] = [];
  task: PageTask = composeTask;
  field = 'a draft';
  /** The page changes what is put in. */
  isUnruly = false;
  isGone = false;
  /** There is a field for what belongs to a text. */
  hasField = true;
  /** What is proven of a text that was put in. */
  outcome: WriteOutcome = 'put';

  answer = (tab: number, place: number | undefined, push: string, data: unknown): Promise<unknown> => {
    const order = data as PageOrder;
    this.heard.push(order);
    const isMine = tab === 7 && place === 0 && push === 'page' && 'page' in order && order.page === this.page;
    return Promise.resolve(isMine && !this.isGone ? this.#handleOrder(order) : undefined);
  };

  #handleOrder(order: PageOrder): unknown {
    if (order.order === 'task') return this.task;
    if (order.order === 'read') return this.field;
    if (order.order === 'key') return true;
    if (order.order === 'answer') return this.hasField;
    if (order.order === 'takeOut') return this.field.endsWith(order.text);
    if (order.order !== 'put' || this.isUnruly) return 'refused';
    this.field = order.replace ? order.text : `${this.field} ${order.text}`;
    return this.outcome;
  }
}

/** The tab of this document, and whether keys are kept from its frames. */
export const guarded = new Set<number>();
export const actions = (document: Document): TabActions => ({
  ask: (tab, place, push, data) => {
    if (push !== 'unguard') return document.answer(tab, place, push, data);
    guarded.delete(tab);
    return Promise.resolve(undefined);
  },
  guard: (tab) => {
    guarded.add(tab);
    return Promise.resolve();
  },
});
