import type { MessageKey } from '../../platform/index.ts';
import type { ItemFields } from '../../items/index.ts';
import type { IconName } from '../kit/index.ts';

/** What a screen has to know about a kind of item, its editor apart. */
export interface KindView<F extends ItemFields = ItemFields> {
  readonly icon: IconName;
  /** A new one. */
  readonly blank: F;
  /** Fields whose former values can be brought back, and what they are called. */
  readonly remembered: Readonly<Record<string, MessageKey>>;
  /** What *Copy* copies. */
  copied(fields: F): string;
}
