import type { ExportedVault, OpenVault } from '../../vault/index.ts';
import type { UnlockParts } from '../unlock/index.ts';

/** What the account at a store takes: whoever signs in opens a vault, too. */
export interface AccountParts extends UnlockParts {
  /** Empties the mailbox, also that of the device that this one was before. */
  readonly emptyMailbox: () => Promise<unknown>;
  /** What a vault takes along that its new one can't find by itself. */
  readonly bring: (vault: OpenVault, from: ExportedVault) => Promise<void>;
}
