import type { Item, Kinds } from '../../items/index.ts';
import type { ExpressionWork } from '../../platform/index.ts';
import type { Context } from '../context/index.ts';
import type { ItemIndexes } from './index-cache.ts';
import type { Trash } from './trash.ts';

/** What keeping items takes. */
export interface ItemsParts extends Pick<Context, 'session' | 'clock' | 'tell' | 'local'> {
  /** What a vault may hold. */
  readonly kinds: Kinds<Item>;
  /** Milliseconds that the clock is ahead of a store's, behind: negative; undefined where no store tells the time. */
  readonly clockOff: () => number | undefined;
  readonly indexes: ItemIndexes;
  readonly trash: Trash;
  readonly expressions: ExpressionWork;
  readonly version: string;
}
