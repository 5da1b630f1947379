import type { BrowserActions, Context } from '../context/index.ts';

/** What working in web pages takes. */
export interface PagesParts extends Context {
  readonly actions: BrowserActions;
}
