import type { MessageKey } from '../../platform/index.ts';
import type { ItemFields } from '../../items/index.ts';
import type { IconName } from '../kit/index.ts';

/** One field of a kind, as it is edited and read. */
export interface ShownField {
  readonly name: string;
  readonly label: MessageKey;
  /**
   * `line`: one line. `secret`: one that is hidden until somebody looks. `text`: several lines. `totp`: what one-time codes are made of.
   */
  readonly as: 'line' | 'secret' | 'text' | 'totp';
  /** A secret of several lines. */
  readonly tall?: boolean;
}

/** The sentence in the user's language. */
type Say = (key: MessageKey, ...filled: string[]) => string;

/** What a screen has to know about a kind of item, its editor apart. */
export interface KindView<F extends ItemFields = ItemFields> {
  readonly icon: IconName;
  /** What one is called. */
  readonly name: MessageKey;
  /** What many of them are called. */
  readonly plural: MessageKey;
  /** The words of the button that makes one. */
  readonly fresh: MessageKey;
  /** What is typed is no part of it before somebody says *Save*; else it saves itself. */
  readonly savedWhenTold?: boolean;
  /** A new one. */
  readonly blank: F;
  /** Its own fields of text, in the order in which they are read. Their former values can be brought back. */
  readonly shown: readonly ShownField[];
  /** What its row says of it, where `detail` of the index says too little. `say`: the catalogue, which needs a browser. */
  row?(detail: string, say: Say): string;
  /** What *Copy* copies. */
  copied(fields: F): string;
}
