import type { Stretch } from '../../crypto/index.ts';
import type { Item, Kinds } from '../../items/index.ts';
import type { ExportedVault, OpenVault } from '../../vault/index.ts';
import type { Context } from '../context/index.ts';
import type { Import } from './import.ts';
import type { StoreWithRoom } from './weight.ts';

/** What taking a vault along, and bringing one, takes. */
export interface TransferParts extends Pick<Context, 'session' | 'clock' | 'tell'> {
  readonly kinds: Kinds<Item>;
  readonly stretch: Stretch;
  readonly imports: Import;
  readonly store: StoreWithRoom;
  /** What of a sealed export this vault couldn't find by itself. */
  readonly bring: (vault: OpenVault, from: ExportedVault) => Promise<void>;
}
