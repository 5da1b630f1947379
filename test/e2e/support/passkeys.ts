import type { Page } from 'puppeteer-core';
import { load } from '../../support/tab.ts';
import { until } from '../../support/until.ts';
import { openBareCorner } from './inside.ts';
import type { Session } from './session.ts';

/** An authenticator for the passkey ceremonies of one browser session, and the place where they run. */
export interface PasskeyDesk {
  /**
   * Lets `begin` (a press in `asking`, a page of ours) open the passkey window, and sees to it that somebody answers. The
   * ceremony goes on when this returns: wait for what it changes in `asking`, then bring that page to the front again.
   */
  ceremony(asking: Page, begin: () => Promise<void>): Promise<void>;
}

const noted = 'latchkeyWindow';

/** Notes the address of the next window that the page wants instead of opening it. */
const catchWindow = `{
  const note = ({ url }) => { globalThis.${noted} = url; return Promise.resolve({ id: -1 }); };
  for (const api of [globalThis.chrome, globalThis.browser]) if (api?.windows) api.windows.create = note;
  globalThis.${noted} = undefined;
}`;

/**
 * Chromium's virtual authenticator belongs to one tab and its PRF secrets die with it. So one tab is kept, and the
 * address that the small window would have had is opened there: the page and the ceremony in it are the real ones.
 */
async function chromiumDesk(session: Session): Promise<PasskeyDesk> {
  const tab = await openBareCorner(session);
  await session.addAuthenticator(tab);
  return {
    async ceremony(asking, begin) {
      await asking.bringToFront();
      await asking.evaluate(catchWindow);
      await begin();
      const url = await until('the passkey window to be asked for', () => asking.evaluate(`globalThis.${noted}`));
      await load(tab, 'about:blank');
      await tab.bringToFront();
      await load(tab, String(url));
    },
  };
}

/** Firefox has one authenticator for all its windows, so the small window opens and closes as it does for a person. */
async function firefoxDesk(session: Session): Promise<PasskeyDesk> {
  const page = await openBareCorner(session);
  await session.addAuthenticator(page);
  await page.close();
  return { ceremony: (_, begin) => begin() };
}

export function openPasskeyDesk(session: Session): Promise<PasskeyDesk> {
  return session.kind === 'chromium' ? chromiumDesk(session) : firefoxDesk(session);
}
