import type { Context } from '../context/index.ts';
import type { StoreLink } from '../link/index.ts';

/** What knowing people takes. */
export interface ContactsParts extends Context {
  readonly store: Pick<StoreLink, 'place' | 'client' | 'round' | 'nudge' | 'web'>;
}
