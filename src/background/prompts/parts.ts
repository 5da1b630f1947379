import type { BrowserActions, Context } from '../context/index.ts';
import type { ItemsParts, PageLogins } from '../items/index.ts';

/** What answering the browser's own sign-ins takes. */
export interface PromptsParts extends Pick<Context, 'session'>, Pick<ItemsParts, 'kinds'> {
  readonly actions: Pick<BrowserActions, 'openWindow'>;
  readonly logins: Pick<PageLogins, 'at'>;
}
