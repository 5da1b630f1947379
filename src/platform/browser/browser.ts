import type { Browser } from 'webextension-polyfill';

const scope = globalThis as { browser?: Browser; chrome?: Browser };

/** The browser's extension interface: both browsers answer by promises, each under its own name. Only this room sees it. */
export const browser = (scope.browser?.runtime ? scope.browser : scope.chrome) as Browser;
