import type { VaultChange } from '../../records/index.ts';
import type { VaultState } from './core.ts';

/** The next state, and the one change of the database that makes it true. A value: nothing has happened yet. */
export interface Transition {
  readonly next: VaultState;
  readonly change: VaultChange;
}
