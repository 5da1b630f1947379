import type { Context } from '../context/index.ts';
import type { StoreLink } from '../link/index.ts';
import type { UnlockParts } from '../unlock/index.ts';
import type { ChannelTopics } from './topics.ts';

/** What channels take. */
export interface ChannelsParts extends Context, Pick<UnlockParts, 'keeper' | 'stretch'> {
  readonly store: { readonly web: Pick<StoreLink['web'], 'guesses'> } & Pick<StoreLink, 'place'>;
  /** Where keys are announced, besides the texts. */
  readonly topics: Pick<ChannelTopics, 'glance' | 'nudge' | 'withHeard'>;
}
