import type { MessagesParts } from '../messages/index.ts';
import type { WaysParts } from '../ways/index.ts';
import type { Trusts } from './trusts.ts';

/** What it takes to give shares away, and to hold them. */
export interface TrusteesParts extends WaysParts, MessagesParts {
  readonly trusts: Trusts;
  readonly store: WaysParts['store'];
}
