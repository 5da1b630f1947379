import type { ChannelTopics } from './channels/index.ts';
import type { OwnClipboard } from './clipboard/index.ts';
import type { KeyUpkeep } from './devices/index.ts';
import type { GeneratorParts } from './generator/index.ts';
import type { ItemsParts } from './items/index.ts';
import type { StoreLink } from './link/index.ts';
import type { PagesParts } from './pages/index.ts';
import type { RecoveryParts } from './recovery/index.ts';
import type { SaveParts } from './save/index.ts';
import type { TransferParts } from './transfer/index.ts';
import type { TrusteesParts } from './trustees/index.ts';

/** Everything that the rooms need, built once by `buildParts`. Each room names what it takes in a `parts.ts` of its own. */
export interface Parts
  extends RecoveryParts, GeneratorParts, ItemsParts, TrusteesParts, PagesParts, SaveParts, TransferParts {
  readonly clipboard: OwnClipboard;
  readonly upkeep: KeyUpkeep;
  readonly topics: ChannelTopics;
  /** Each room names as much of it as it asks. */
  readonly store: StoreLink;
}
