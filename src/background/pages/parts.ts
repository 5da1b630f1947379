import type { ChannelsParts } from '../channels/index.ts';
import type { BrowserActions } from '../context/index.ts';
import type { MessagesParts } from '../messages/index.ts';
import type { Tickets } from './tickets.ts';

/** What working in web pages takes. */
export interface PagesParts extends MessagesParts, ChannelsParts {
  readonly store: MessagesParts['store'];
  readonly actions: BrowserActions;
  /** Shared by all whose frames stand in pages. */
  readonly tickets: Tickets;
}
