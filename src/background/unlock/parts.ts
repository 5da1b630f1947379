import type { Stretch } from '../../crypto/index.ts';
import type { Keeper } from '../../vault/index.ts';
import type { Context } from '../context/index.ts';
import type { StoreLink } from '../link/index.ts';
import type { Unsent } from './unsent.ts';

/** What proving a way in and locking take. */
export interface UnlockParts extends Context {
  readonly version: string;
  readonly keeper: Keeper;
  readonly stretch: Stretch;
  readonly unsent: Unsent;
  /** The tie to the store of this vault, if it has one. */
  readonly store: StoreLink;
}
