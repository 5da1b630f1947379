import type { Item, Kinds } from '../../items/index.ts';
import type { Context } from '../context/index.ts';

/** What an import works with. */
export interface ImportParts extends Pick<Context, 'session' | 'clock' | 'tell' | 'local'> {
  readonly kinds: Kinds<Item>;
  /** Keeps the background from being stopped until the signal. */
  readonly stayAwake: (signal: AbortSignal) => void;
}
