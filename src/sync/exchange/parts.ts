import type { Bytes } from '../../encoding/index.ts';
import type { Access, HeadAnswer, MailNews, RecoveryNews, TopicNews } from '../../wire/index.ts';
import type { Pace } from './backoff.ts';
import type { StoreClient } from '../client/index.ts';
import type { ExchangeState } from './state.ts';
import type { Pulled } from './pulled.ts';

/** A commit ready to be sent. */
export interface Prepared {
  readonly commit: Bytes;
  /** base64url of the hash of its manifest. */
  readonly head: string;
  readonly access?: Access;
}

/** What an exchange asks of whoever has the keys. Each may throw, which stops it with the error's code. */
export interface ExchangeParts {
  readonly client: StoreClient;
  /** The head followed last at this store, in base64url; undefined: none yet. */
  head(): Promise<string | undefined>;
  /** Heads followed before that one, newest first: a store that was restored from a backup may have gone back to one. */
  former(): Promise<readonly string[]>;
  /** Verifies all of it and applies it at once; afterwards `head()` is its head. */
  follow(pulled: Pulled): Promise<void>;
  /**
   * The next commit on `head()`, written down as pending before this resolves; undefined: nothing to send. Until an outcome
   * is known it answers the very same bytes as long as their parent is still `head()`. `most`: bytes of a commit; one that
   * can't be divided any more may have more, and comes when nothing smaller is left.
   */
  prepare(most?: number): Promise<Prepared | undefined>;
  /** The store has it; afterwards `head()` is its head. */
  acknowledged(prepared: Prepared, at: HeadAnswer): Promise<void>;
  /** The store doesn't know `head()`: rolled back, or forked. Resolves only if `head()` is now one that it may know. */
  unknownHead(at: HeadAnswer): Promise<void>;
  /** So many envelopes wait for a device of the account. The store's word. */
  mail?(news: MailNews): void;
  /** So many recoveries are open. The store's word. */
  recovery?(news: RecoveryNews): void;
  /** Somebody announced a key of some channel there. The store's word. */
  topic?(news: TopicNews): void;
  /** True: what there is to send is in no hurry, and goes with whatever is. */
  holds?(): boolean;
  report?(state: ExchangeState): void;
  readonly pace?: Pace;
  /** Milliseconds between rounds while nothing is heard of the store. */
  readonly unheard?: number;
  readonly random?: () => number;
}
