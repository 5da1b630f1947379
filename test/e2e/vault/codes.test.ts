import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codesAt, readTotp } from '../../../src/items/totp/index.ts';
import { png } from '../../support/png.ts';
import { paint, qr, white } from '../../ui/qr/pictures.ts';
import { answerTo, inPage } from '../support/asking.ts';
import { reload } from '../support/hands.ts';
import { describeInTurn, findBarriers, startSite, until, type Session } from '../support/index.ts';
import { doesNotSay, fill, openVault, press, says, shows, textOf } from './vault-page.ts';

const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const scanned = 'otpauth://totp/Shop:me?secret=JBSWY3DPEHPK3PXPJBSWY3DP&issuer=Shop&period=60';
const field = '.totp-field input:not([type=file])';

/** As it stands on a screen: now, or a moment ago. */
async function codesNow(text: string): Promise<string[]> {
  const secret = readTotp(text);
  if (typeof secret === 'string') throw new Error(secret);
  const before = await codesAt(secret, Date.now() - 5_000);
  return [before.code, before.next].map((code) => `${code.slice(0, 3)} ${code.slice(3)}`);
}

/**
 * Our button in the toolbar is pressed on a page: we may look at it. No driver of Firefox can press it; there the page's picture
 * is the driver's.
 */
async function pressOurButton(session: Session, on: Page, popup: Page): Promise<void> {
  if (session.kind === 'firefox') {
    const seen = await on.screenshot({ encoding: 'base64' });
    await inPage(popup, `void (api.tabs.captureVisibleTab = async () => 'data:image/png;base64,${seen}')`);
    return;
  }
  const devtools = (await session.browser.target().createCDPSession()) as unknown as Devtools;
  const { targetInfos } = await devtools.send('Target.getTargets', { filter: [{ type: 'tab' }] });
  const targetId = targetInfos?.find(({ url }) => url === on.url())?.targetId;
  await devtools.send('Extensions.triggerAction', { id: new URL(session.extensionOrigin).host, targetId });
}

/** What the driver's types don't know of Chromium. */
interface Devtools {
  send(method: string, input: object): Promise<{ targetInfos?: readonly { url: string; targetId: string }[] }>;
}

describeInTurn('the codes of a login', (launch) => {
  let session: Session;
  let page: Page;
  let folder: string;

  const showsCodeOf = (text: string): Promise<unknown> =>
    until('the code to show', async () => (await codesNow(text)).includes(await textOf(page, '.totp-code')));
  const valueOf = (): Promise<unknown> => page.evaluate(`document.querySelector('${field}').value`);
  async function choose(name: string, content: Uint8Array): Promise<void> {
    const file = join(folder, name);
    await writeFile(file, content);
    await ((await page.$('.totp-field input[type=file]')) as ElementHandle<HTMLInputElement>).uploadFile(file);
  }
  const paste = (content: Uint8Array): Promise<unknown> =>
    page.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      const bytes = Uint8Array.from(atob('${Buffer.from(content).toString('base64')}'), (at) => at.charCodeAt(0));
      clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
      // Firefox makes no such event with a clipboard of ours.
      const event = Object.defineProperty(new Event('paste', { bubbles: true }), 'clipboardData', { value: clipboardData });
      document.querySelector('${field}').dispatchEvent(event);
    })()`);
  const picture = (text: string): Uint8Array => {
    const code = qr(text);
    return png(paint(300, 300, (x, y) => code.at(x - 30, y - 20) ?? white));
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-codes-'));
    session = await launch();
    await session.opened('welcome');
    page = await openVault(session);
  });
  beforeEach(async () => {
    // Pages behind others are slow to look at pictures, as everything in them is.
    await page.bringToFront();
    const shared = { title: 'Shop', favourite: false, tags: [], folder: '', fields: [] };
    const login = { kind: 'login', urls: [], username: 'me', password: '', accountId: '', totp: seed, notes: '' };
    const { id } = await answerTo<{ id: string }>(page, 'items.save', { item: { ...login, ...shared } });
    await page.evaluate(`location.hash = '#item/${id}'`);
    await showsCodeOf(seed);
    await press(page, 'Edit', '.vault-bar');
    await shows(page, field);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are shown with what is left of their time; what is no secret is told, and stays readable', async () => {
    const typeOf = (): Promise<unknown> => page.evaluate(`document.querySelector('${field}').type`);
    expect(await typeOf()).toBe('password');
    await press(page, 'Show', '.totp-field');
    expect(await typeOf()).toBe('text');
    await press(page, 'Hide', '.totp-field');
    expect(await textOf(page, '.totp')).toMatch(/then \d{3} \d{3}/);
    expect(await findBarriers(page)).toEqual([]);
    await fill(page, field, 'ask Mira, she has it');
    await doesNotSay(page, 'then', '.totp-field');
    await page.evaluate(`document.querySelector('${field}').blur()`);
    await says(page, 'Not a valid secret. It is kept as text.');
    expect([await typeOf(), await valueOf()]).toEqual(['text', 'ask Mira, she has it']);
  });

  it('are read from a picture; one without is told by what is wrong with it', async () => {
    for (const [content, sentence] of [
      [picture('https://example.org'), 'There is a QR code, but not one for codes.'],
      [png(paint(50, 50, () => white)), 'No QR code was found.'],
      [new TextEncoder().encode('no picture'), 'This file can’t be opened as a picture.'],
    ] as const) {
      await choose('picture.png', content);
      await says(page, sentence);
      expect(await valueOf()).toBe(seed);
    }
    await choose('picture.png', picture(scanned));
    await showsCodeOf(scanned);
    expect(await valueOf()).toBe(scanned);
    await doesNotSay(page, 'This file', '.totp-field');
    await fill(page, field, '');
    await paste(picture(scanned));
    await showsCodeOf(scanned);
  });

  it('are read by the camera, which is off afterwards', async () => {
    const code = qr(scanned);
    const { data, width, height } = paint(320, 320, (x, y) => code.at(x - 30, y - 30) ?? white);
    await page.evaluate(`(() => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [${String(width)}, ${String(height)}];
      const pixels = Uint8ClampedArray.from(atob(${JSON.stringify(Buffer.from(data).toString('base64'))}), (at) => at.charCodeAt(0));
      const draw = () => canvas.getContext('2d').putImageData(new ImageData(pixels, canvas.width), 0, 0);
      navigator.mediaDevices.getUserMedia = async () => {
        window.seen = canvas.captureStream(10);
        setInterval(draw, 100);
        return window.seen;
      };
    })()`);
    await press(page, 'With the camera');
    await showsCodeOf(scanned);
    expect(await page.evaluate('window.seen.getTracks().map(({ readyState }) => readyState)')).toEqual(['ended']);
    expect(await page.$('dialog')).toBeNull();
  });

  it('are not, where the camera is refused', async () => {
    await page.evaluate(`navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('', 'NotAllowedError');
    }`);
    await press(page, 'With the camera');
    await says(page, 'The camera was refused.', 'dialog');
    await press(page, 'Cancel', 'dialog');
    await shows(page, field);
    expect(await valueOf()).toBe(seed);
  });

  it('are read from the page behind the popup, and kept in its login', async () => {
    const site = await startSite();
    const popup = await session.page('popup');
    const code = qr(scanned, { module: 3 });
    const image = Buffer.from(png(paint(200, 200, (x, y) => code.at(x - 20, y - 20) ?? white))).toString('base64');
    const shop = await session.open(
      site.put('/second-step', `<!doctype html><title>Shop</title><img src="data:image/png;base64,${image}">`),
    );
    // A popup knows what it was opened over.
    await shop.bringToFront();
    await reload(popup);
    await press(popup, 'Code from this page');
    // Nobody pressed our button on that page, and the browser says no.
    await press(popup, 'From this page');
    await says(popup, 'The browser doesn’t let Latchkey look at this page.');
    await pressOurButton(session, shop, popup);
    await press(popup, 'From this page');
    await says(popup, 'A new login');
    await doesNotSay(popup, 'doesn’t let');
    await popup.evaluate(`[...document.querySelectorAll('.row-main')].at(-1).click()`);
    await says(popup, 'Kept in “');
    const { rows } = await answerTo<{ rows: { id: string }[] }>(popup, 'items.forPage', { url: shop.url() });
    expect(rows).toHaveLength(1);
    expect(await answerTo(popup, 'items.read', { id: rows[0]?.id })).toMatchObject({ item: { totp: scanned } });
    await site.close();
  });
});
