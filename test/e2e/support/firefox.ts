import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { consoleLogs, extensionOrigins, geckoId } from '../../support/launch.ts';
import { until } from '../../support/until.ts';
import type { Controls } from './controls.ts';

/** The driver's own BiDi connection. It is public in its class and missing only from the type that both browsers share. */
interface Connected {
  readonly connection: { send(command: string, parameters: object): Promise<{ readonly result: unknown }> };
}

interface Tree {
  readonly contexts: readonly { readonly context: string }[];
}

interface Evaluated {
  readonly type: 'success' | 'exception';
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string };
}

/** Runs an expression with the browser's own rights, in one of its windows (`--remote-allow-system-access`). */
async function runInBrowser(browser: Browser, expression: string): Promise<unknown> {
  const { connection } = browser as unknown as Connected;
  const windows = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
  const [first] = (windows.result as Tree).contexts;
  const target = { context: first?.context };
  const answer = await connection.send('script.evaluate', { expression, target, awaitPromise: true });
  const evaluated = answer.result as Evaluated;
  if (evaluated.type === 'exception') throw new Error(`In the browser: ${evaluated.exceptionDetails?.text ?? ''}`);
  return evaluated.result?.value;
}

const extension = `WebExtensionPolicy.getByID(${JSON.stringify(geckoId)}).extension`;
const authenticators = `Cc['@mozilla.org/webauthn/service;1'].getService(Ci.nsIWebAuthnService)`;
const addAuthenticator = `${authenticators}.addVirtualAuthenticator('ctap2_1', 'internal', true, true, true, true)`;

/** The extension's databases, and its storage area, which lies under a user context of its own. */
const forgetData = `Promise.all([0, 4294967295].map((userContextId) => new Promise((done) => {
  const origin = Services.io.newURI(${JSON.stringify(`${extensionOrigins.firefox}/`)});
  const principal = Services.scriptSecurityManager.createContentPrincipal(origin, { userContextId });
  Services.qms.clearStoragesForPrincipal(principal).callback = () => done();
}))).then(() => null)`;

/** Errors and warnings of everybody, also those that nobody's console was told. */
const errorLines = `JSON.stringify(Services.console.getMessageArray().map(String))`;

const everyHost = ['*://*/*'];

/** What was granted is taken away, and these are granted. */
const grantHosts = (origins: readonly string[]): string => `(async () => {
  const from = 'resource://gre/modules/ExtensionPermissions.sys.mjs';
  const { ExtensionPermissions } = ChromeUtils.importESModule(from);
  const { id } = ${extension};
  await ExtensionPermissions.remove(id, { permissions: [], origins: ${JSON.stringify(everyHost)} }, ${extension});
  await ExtensionPermissions.add(id, { permissions: [], origins: ${JSON.stringify(origins)} }, ${extension});
  return null;
})()`;

/** The browser asks whoever listens; its own window comes up all the same, and finds it answered. */
const answerOnce = (allow: boolean): string => `(() => {
  const topic = 'webextension-optional-permission-prompt';
  globalThis.hostsAsked = undefined;
  const hear = ({ wrappedJSObject: { permissions, resolve } }) => {
    Services.obs.removeObserver(hear, topic);
    globalThis.hostsAsked = JSON.stringify(permissions.origins);
    resolve(${String(allow)});
  };
  Services.obs.addObserver(hear, topic);
  return null;
})()`;

/** Firefox: one virtual authenticator for the whole browser; the event page is ended as its idle timer would end it. */
export function firefoxControls(browser: Browser, profile: string): Controls {
  const added: unknown[] = [];
  const backgroundState = () => runInBrowser(browser, `${extension}.backgroundState`);
  return {
    async addAuthenticator() {
      added.push(await runInBrowser(browser, addAuthenticator));
    },
    async forgetAll() {
      for (const id of added.splice(0)) {
        await runInBrowser(browser, `${authenticators}.removeVirtualAuthenticator(${JSON.stringify(id)})`);
      }
      await runInBrowser(browser, forgetData);
    },
    async keepPages(keep) {
      const preference = `'fission.bfcacheInParent', ${String(keep)}`;
      await runInBrowser(browser, `Services.prefs.setBoolPref(${preference})`);
    },
    async keepHosts(patterns) {
      await runInBrowser(browser, grantHosts(patterns.length > 0 ? patterns : everyHost));
    },
    async answerForHosts(allow) {
      await runInBrowser(browser, answerOnce(allow));
      return async () => {
        const asked = await until('the browser to ask for hosts', () => runInBrowser(browser, 'globalThis.hostsAsked'));
        return JSON.parse(asked as string) as string[];
      };
    },
    async stopBackground() {
      await runInBrowser(
        browser,
        `${extension}.terminateBackground({ ignoreDevToolsAttached: true }).then(() => null)`,
      );
    },
    isBackgroundRunning: async () => (await backgroundState()) === 'running',
    async readLogs() {
      const consoles = await readFile(join(profile, consoleLogs.firefox), 'utf8');
      return [
        ...consoles.split('\n'),
        ...(JSON.parse((await runInBrowser(browser, errorLines)) as string) as string[]),
      ];
    },
  };
}
