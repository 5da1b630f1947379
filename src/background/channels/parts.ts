import type { Context } from '../context/index.ts';
import type { StoreLink } from '../link/index.ts';
import type { UnlockParts } from '../unlock/index.ts';

/** What channels take: nothing is asked of a store. */
export interface ChannelsParts extends Context, Pick<UnlockParts, 'keeper' | 'stretch'> {
  readonly store: { readonly web: Pick<StoreLink['web'], 'guesses'> };
}
