import type { Stretch } from '../../crypto/index.ts';
import type { Item, Kinds } from '../../items/index.ts';
import type { Context } from '../context/index.ts';

/** What keeping items, and taking them along, takes. */
export interface ItemsParts extends Pick<Context, 'session' | 'clock' | 'tell'> {
  /** What a vault may hold. */
  readonly kinds: Kinds<Item>;
  readonly version: string;
  readonly stretch: Stretch;
}
