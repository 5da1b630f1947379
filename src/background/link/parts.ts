import type { MailNews, TopicNews } from '../../wire/index.ts';
import type { Context } from '../context/index.ts';
import type { Web } from './ports.ts';

/** What the tie to a store takes. */
export interface LinkParts extends Context {
  readonly web: Web;
  /** The store says that this device was removed: finds out whether that is so, and does what follows. */
  readonly removed: () => Promise<void>;
  /** So many envelopes wait for a device of the account, by the store's word. */
  readonly mail: (news: MailNews) => void;
  /** Somebody announced a key of some channel there. */
  readonly announced: (news: TopicNews) => void;
  /** Whether what there is to send may wait for more. */
  readonly holds: () => boolean;
  /** The store was out of reach, and is back. */
  readonly back: () => void;
}
