import type { Frame, Page } from 'puppeteer-core';
import { marksIn } from './marks-in.ts';
import { until } from '../../support/until.ts';
import { inPage } from '../support/asking.ts';

export type FrameName = 'compose' | 'reveal';

/** Our frame in the page, if it is there: a closed root hides it from the page, not from the driver. */
export async function findFrame(page: Page, name: FrameName): Promise<Frame | undefined> {
  for (const frame of page.frames().slice(1)) {
    const place = await frame.evaluate('location.protocol + location.pathname').catch(() => '');
    if (typeof place === 'string' && place.endsWith(`-extension:/${name}.html`)) return frame;
  }
  return undefined;
}

/** Gives a field the focus, as a person does. */
export async function focusField(page: Page, selector: string, within: Page | Frame = page): Promise<void> {
  await page.mouse.move(3, 3);
  await within.click(selector);
}

type Point = Readonly<Record<'x' | 'y', number>>;

/** The middle of the mark that stands at this field or text, as soon as there is one. */
export async function markAt(page: Page | Frame, selector: string): Promise<Point> {
  const { left, top, right, bottom } = await until(
    `a mark at ${selector}`,
    async () => (await marksIn(page, selector))[0],
  );
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** Presses a mark until its frame is there: drivers lose the first click into a new surface. */
async function pressMark(page: Page, name: FrameName, at: () => Promise<Point>): Promise<Frame> {
  return until(`the ${name} frame`, async () => {
    const open = await findFrame(page, name);
    if (open) return open;
    const { x, y } = await at();
    await page.mouse.click(x, y);
    return until(`the ${name} frame`, () => findFrame(page, name), 2_000).catch(() => undefined);
  });
}

/** Presses the mark of a field that has the focus already, and waits for the compose frame. */
export async function pressMarkOfField(page: Page, selector: string): Promise<Frame> {
  return pressMark(page, 'compose', () => markAt(page, selector));
}

/**
 * Focuses a field, opens the compose frame at it and waits until it knows its task. `within`: the frame that the field is
 * in; it must lie in the page's top left corner.
 */
export async function openCompose(page: Page, selector: string, within: Page | Frame = page): Promise<Frame> {
  await focusField(page, selector, within);
  const frame = await pressMark(page, 'compose', async () => {
    await within.focus(selector);
    return markAt(within, selector);
  });
  await frame.waitForSelector('textarea');
  return frame;
}

/** Opens the reveal frame over the armored text in this element. */
export async function openReveal(page: Page, selector: string): Promise<Frame> {
  await page.mouse.move(3, 3);
  return pressMark(page, 'reveal', () => markAt(page, selector));
}

/** Types into the compose frame and presses its button until the frame has gone or says why it hasn't. */
export async function encrypt(page: Page, frame: Frame, text: string): Promise<void> {
  await frame.type('textarea', text);
  await pressButton(frame, '.button.primary');
  await until('the compose frame to go', async () => !(await findFrame(page, 'compose')));
}

/** A press counts after the frame was seen for half a second: so it is repeated, as an impatient person would. */
export async function pressButton(frame: Frame, selector: string): Promise<void> {
  await until(`a press on ${selector}`, async () => {
    const button = await frame.$(selector).catch(() => null);
    if (!button) return true;
    await button.click();
    const refused = await frame
      .evaluate(
        `new Promise((done) => setTimeout(() => done(/covering this box|That was quick/.test(document.body.textContent)), 150))`,
      )
      .catch(() => false);
    return refused !== true;
  });
}

export async function valueOf(page: Page, selector: string): Promise<string> {
  const element = `document.querySelector(${JSON.stringify(selector)})`;
  return (await page.evaluate(`${element}.value ?? ${element}.innerText`)) as string;
}

/** The armored text in a field, once it is there. */
export async function armoredIn(page: Page, selector: string): Promise<string> {
  return until('the armored text', async () => {
    const value = (await valueOf(page, selector)).trim();
    return value.includes('LK1:') ? value : undefined;
  });
}

/** What the reveal frame shows, once it shows anything. */
export async function revealed(frame: Frame): Promise<string> {
  return until('the revealed text', async () => {
    const text: unknown = await frame.evaluate(`document.querySelector('.revealed')?.textContent ?? ''`);
    return typeof text === 'string' && text !== '' ? text : undefined;
  });
}

/** Our window in the place of a frame, where a page lets none in. */
async function findWindow(page: Page): Promise<Page | undefined> {
  for (const other of await page.browser().pages()) {
    if (other.url().includes('-extension://') && other.url().includes('/compose-window.html')) return other;
  }
  return undefined;
}

/** Has a page begin what the shortcut or a menu entry would, without a mark. `own`: a page of the extension. */
export async function order(own: Page, page: Page, what: 'write' | 'read' | 'either'): Promise<void> {
  const url = JSON.stringify(page.url());
  await inPage(
    own,
    `api.tabs.query({}).then(async (tabs) => {
      const { id } = tabs.findLast((tab) => tab.url === ${url});
      await api.scripting.executeScript({ target: { tabId: id, allFrames: true }, files: ['page.js'] });
      api.tabs.sendMessage(id, { push: 'page', data: { order: 'begin', what: '${what}', marks: false } }).catch(() => undefined);
    })`,
  );
}

/**
 * Opens the compose frame, or the window in its place, at the focused field as the shortcut does; again where the page had
 * not the focus yet, as a person presses again.
 */
export async function openByOrder(own: Page, page: Page): Promise<Frame> {
  const open = async () => (await findFrame(page, 'compose')) ?? (await findWindow(page));
  const place = await until('the compose frame', async () => {
    const there = await open();
    if (there) return there;
    await order(own, page, 'either');
    return until('the compose frame', open, 5_000).catch(() => undefined);
  });
  await place.waitForSelector('textarea');
  return place as Frame;
}
