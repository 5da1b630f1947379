import type { VaultDatabase } from '../../records/index.ts';
import type { Turns } from '../../flow/index.ts';
import type { Summarize } from './types.ts';

/** How much goes into one commit (protocol 3.2): records, and bytes of them. */
export interface SliceLimits {
  readonly records: number;
  readonly bytes: number;
}

/** What an open vault works with; all of it belongs to the keeper. */
export interface VaultParts {
  readonly database: VaultDatabase;
  readonly clock: () => number;
  readonly summarize: Summarize;
  readonly turns: Turns;
  readonly slice: SliceLimits;
}
