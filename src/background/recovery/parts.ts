import type { WaysParts } from '../ways/index.ts';

/** What ways back take. */
export interface RecoveryParts extends WaysParts {
  /** What whoever manages this browser has set, as it was written there. */
  readonly policy: () => Promise<Readonly<Record<string, unknown>>>;
}
