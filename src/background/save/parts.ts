import type { Handlers } from '../../rpc/index.ts';
import type { BrowserActions, Context } from '../context/index.ts';
import type { ItemsParts, PageLogins } from '../items/index.ts';
import type { Tickets } from '../pages/index.ts';
import type { TypedSeal } from './typed-seal.ts';

/** What offering to save logins takes. */
export interface SaveParts extends Context, Pick<ItemsParts, 'kinds'> {
  readonly actions: BrowserActions;
  readonly tickets: Tickets;
  readonly typedSeal: TypedSeal;
}

/** What of other rooms it works with. */
export interface SaveHands {
  readonly logins: Pick<PageLogins, 'at'>;
  /** Items are read and written as a window of ours does. */
  readonly items: Pick<Handlers<'items.read' | 'items.save'>, 'items.read' | 'items.save'>;
  /** Asks the scripts of one document, or of all of a tab; undefined when nobody answers. */
  readonly ask: (tab: number, frame: number | undefined, push: string, data: unknown) => Promise<unknown>;
  /** Has our script for forms run in all documents of a tab that the browser lets us into. */
  readonly reach: (tab: number) => Promise<void>;
}
