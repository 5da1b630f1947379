import {
  activeTab,
  askTab,
  dropOrigins,
  grantedOrigins,
  openPopup,
  passkeyHost,
  pushToTabs,
  registerScripts,
  runInDocuments,
  runInFrame,
  runInTabs,
  tabUrl,
} from '../platform/index.ts';
import type { PageScript } from '../rpc/index.ts';
import type { FillActions, ReadyDocument } from './fill/index.ts';
import type { StoreLink } from './link/index.ts';
import type { SiteActions } from './pages/index.ts';

/** The rest of the content script, with what its marks are called. */
export function injectPage(tab: number, frame: number | undefined): Promise<void> {
  return runInFrame(tab, frame, 'page.js', ['markCompose', 'markReveal', 'markFill']);
}

export const fillActions: FillActions = { ready: readyForms, ask: askTab, urlOf: tabUrl, openPopup };

/** What fills forms, in every document of a tab that the browser lets us into: each script stands on the one before. */
async function readyForms(tab: number): Promise<readonly ReadyDocument[]> {
  await runInDocuments(tab, 'page.js');
  const answered = await runInDocuments(tab, 'forms.js');
  await runInDocuments(tab, 'values.js');
  return answered.flatMap(({ answer, ...place }) => (typeof answer === 'string' ? [{ ...place, page: answer }] : []));
}

/** Another of our scripts in a document, all of which stand on the rest of the content script. */
export function bring(tab: number, frame: number | undefined, script: PageScript): Promise<void> {
  return runInFrame(tab, frame, `${script}.js`);
}

export function siteActions(store: StoreLink): SiteActions {
  const ours = `https://${passkeyHost}/*`;
  return {
    // The store's host is ours to speak with, not a site to offer anything on.
    granted: async () => {
      const its = await store.hostPattern();
      return (await grantedOrigins()).filter((pattern) => pattern !== ours && pattern !== its);
    },
    drop: dropOrigins,
    register: (matches, excludeMatches) =>
      registerScripts(matches.length === 0 ? [] : [{ id: 'content', files: ['content.js'], matches, excludeMatches }]),
    reach: (matches) => runInTabs(matches, ['content.js', 'again.js']),
    inject: injectPage,
    bring,
    activeTab,
    pushToTabs,
  };
}

/** Every site that the browser lets us into, the store's too; not the name of our passkeys, which is no site. */
export async function forgetSites(): Promise<void> {
  const ours = `https://${passkeyHost}/*`;
  await dropOrigins((await grantedOrigins()).filter((pattern) => pattern !== ours));
}
