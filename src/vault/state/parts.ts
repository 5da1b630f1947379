import type { VaultDatabase } from '../../records/index.ts';
import type { Turns } from '../../flow/index.ts';
import type { Summarize } from './types.ts';

/** What an open vault works with; all of it belongs to the keeper. */
export interface VaultParts {
  readonly database: VaultDatabase;
  readonly clock: () => number;
  readonly summarize: Summarize;
  readonly turns: Turns;
}
