import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { lockBy, press, see, words } from '../support/hands.ts';
import { describeBrowsers, findBarriers, until, type Session } from '../support/index.ts';

const password = 'seven quiet harbours under snow';

/** An authenticator that answers with what this expression gives; counts how often it was asked. */
function authenticator(outcome: string): string {
  return `globalThis.asked = 0;
    navigator.credentials.create = navigator.credentials.get = () => { globalThis.asked += 1; return ${outcome}; };`;
}

const refuses = (name: string): string => `Promise.reject(new DOMException('', '${name}'))`;

/** A credential without the extension that gives a key. */
const withoutKey = `Promise.resolve({
  id: 'AAAA', rawId: new ArrayBuffer(3), type: 'public-key', authenticatorAttachment: 'platform',
  getClientExtensionResults: () => ({}),
  response: {
    clientDataJSON: new ArrayBuffer(1), attestationObject: new ArrayBuffer(1), authenticatorData: new ArrayBuffer(1),
    signature: new ArrayBuffer(1), userHandle: null, getTransports: () => [], getPublicKeyAlgorithm: () => -7,
    getPublicKey: () => new ArrayBuffer(1), getAuthenticatorData: () => new ArrayBuffer(1),
  },
})`;

/** A credential whose key is 32 times this byte. */
function keyOf(byte: number): string {
  const key = `new Uint8Array(32).fill(${String(byte)}).buffer`;
  return withoutKey.replace('({})', `({ prf: { results: { first: ${key} } } })`);
}

// Real ceremonies are in passkeys.test.ts. Here the browser's part is played, because no authenticator can be made to fail.
describeBrowsers('the passkey window', (launch, kind) => {
  // Firefox's driver cannot run a script in an extension's page before the page's own.
  const played = kind === 'chromium';
  let session: Session;
  let popup: Page;
  beforeAll(async () => {
    session = await launch();
    popup = await session.page('popup');
    await answerTo(popup, 'vault.create', { password, deviceName: 'Test browser' });
  });

  async function open(wish: object, outcome: string): Promise<Page> {
    const { ticket } = await answerTo<{ ticket: string }>(popup, 'passkey.start', wish);
    const page = await session.page('passkey', '#AAAAAAAAAAAAAAAAAAAAAA');
    await page.evaluateOnNewDocument(authenticator(outcome));
    await page.evaluate(`location.hash = '#${ticket}'; location.reload()`).catch(() => undefined);
    return page;
  }
  const add = { purpose: 'add', name: 'This computer' };

  it('says that it waited too long', async () => {
    const page = await session.page('passkey', '#AAAAAAAAAAAAAAAAAAAAAA');
    await see(page, 'This window waited too long.');
    expect(await words(page)).not.toContain('Ask again');
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
  });

  it('has room for the browser’s own dialog, in the middle of the screen', async () => {
    const settings = await session.page('vault', '#settings/passkeys');
    await press(settings, 'Add a passkey');
    await see(settings, 'Name of the passkey');
    await press(settings, 'Add a passkey');
    const page = await session.opened('passkey');
    // A screen without a window manager is small; then the window is all of it.
    const room = () =>
      page.evaluate(() => {
        const { availWidth, availHeight } = screen;
        const needs = {
          width: Math.min(500, availWidth),
          height: Math.min(600, availHeight - (outerHeight - innerHeight)),
        };
        const middle = { x: screenX + outerWidth / 2, y: screenY + outerHeight / 2 };
        const off = Math.max(Math.abs(middle.x - availWidth / 2), Math.abs(middle.y - availHeight / 2));
        return { fits: innerWidth >= needs.width && innerHeight >= needs.height, off };
      });
    await until('the window to have its size', async () => (await room()).fits);
    expect((await room()).off).toBeLessThan(40);
    await page.close();
    await settings.close();
  });

  it.runIf(played)('says what to do while the browser asks', async () => {
    const page = await open(add, 'new Promise(() => {})');
    await page.setViewport({ width: 500, height: 600 });
    await see(page, 'Your browser asks for a passkey');
    expect(await findBarriers(page)).toEqual([]);
    // The browser's dialog stands over the upper part.
    expect(await page.$eval('h1', (heading) => heading.getBoundingClientRect().top)).toBeGreaterThan(300);
    expect(await page.$eval('.actions button', (cancel) => cancel.getBoundingClientRect().bottom)).toBeLessThan(600);
    await page.close();
  });

  it.runIf(played)('asks again after it was cancelled, with the same ticket', async () => {
    const page = await open(add, refuses('NotAllowedError'));
    await see(page, 'Not done yet');
    expect(await findBarriers(page)).toEqual([]);
    const before = (await page.evaluate('globalThis.asked')) as number;
    await press(page, 'Ask again');
    await see(page, 'Not done yet');
    expect(await page.evaluate('globalThis.asked')).toBe(before + 1);
    await page.close();
  });

  it.runIf(played).each([
    ['a passkey that can hold no key', withoutKey, "This passkey can't open a vault"],
    ['an authenticator that has one already', refuses('InvalidStateError'), 'already holds a passkey of this vault'],
    ['a browser that does not allow it', refuses('SecurityError'), 'The browser did not let us use a passkey here'],
    ['an authenticator that breaks', refuses('UnknownError'), 'The passkey did not answer as it should'],
  ])('names %s', async (_what, outcome, sentence) => {
    const page = await open(add, outcome);
    await see(page, sentence);
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
  });

  it.runIf(played)('names a passkey of another vault, and opens nothing', async () => {
    const adding = await open(add, keyOf(1));
    await see(adding, 'Your passkey is a way in now');
    expect(await findBarriers(adding)).toEqual([]);
    await adding.close();
    await lockBy(popup, () => answerTo(popup, 'lock'));
    const page = await open({ purpose: 'unlock' }, keyOf(2));
    await see(page, "Another vault's passkey");
    expect(await findBarriers(page)).toEqual([]);
    expect(await answerTo(page, 'status')).toMatchObject({ lock: 'locked' });
    await page.close();
  });
});
