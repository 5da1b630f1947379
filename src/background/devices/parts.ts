import type { AccountParts } from '../account/index.ts';
import type { KeyUpkeep } from './upkeep.ts';

/** What devices take: a browser that is let in signs in at a store, too. */
export interface DevicesParts extends AccountParts {
  readonly upkeep: KeyUpkeep;
}
