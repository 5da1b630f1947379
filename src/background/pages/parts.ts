import type { BrowserActions, Context } from '../context/index.ts';
import type { Tickets } from './tickets.ts';

/** What working in web pages takes. */
export interface PagesParts extends Context {
  readonly actions: BrowserActions;
  /** Shared by all whose frames stand in pages. */
  readonly tickets: Tickets;
}
