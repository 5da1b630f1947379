import type { Context } from '../context/index.ts';
import type { Web } from './ports.ts';

/** What the tie to a store takes. */
export interface LinkParts extends Context {
  readonly web: Web;
  /** The store says that this device was removed: finds out whether that is so, and does what follows. */
  readonly removed: () => Promise<void>;
}
