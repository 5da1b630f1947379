import type { Frame, Page } from 'puppeteer-core';
import { marksIn } from './marks-in.ts';
import { inTime, until } from '../../support/until.ts';
import { inPage } from '../support/asking.ts';

export type FrameName = 'compose' | 'reveal' | 'save' | 'menu';

/** Our frame in the page, if it is there: a closed root hides it from the page, not from the driver. */
export async function findFrame(page: Page, name: FrameName): Promise<Frame | undefined> {
  return findOurs(page.frames().slice(1), name);
}

/** Asked of the documents themselves: a driver may know an old address of a place for as long as it likes, or never answer for one. */
async function findOurs<Place extends Page | Frame>(
  places: readonly Place[],
  name: FrameName | 'compose-window' | 'reveal-window',
): Promise<Place | undefined> {
  for (const one of places) {
    const place = await inTime('a place', one.evaluate('location.protocol + location.pathname'), 5_000).catch(() => '');
    if (typeof place === 'string' && place.endsWith(`-extension:/${name}.html`)) return one;
  }
  return undefined;
}

function findCompose(page: Page): () => Promise<Frame | undefined> {
  return () => findFrame(page, 'compose');
}

function findComposeOrWindow(page: Page): () => Promise<Frame | undefined> {
  return () => findFrameOrWindow(page, 'compose');
}

/** Our frame in the page or, where that lets none in (an editor in a document without an address), the window in its place. */
export async function findFrameOrWindow(page: Page, name: 'compose' | 'reveal'): Promise<Frame | undefined> {
  const place = (await findFrame(page, name)) ?? (await findOurs(await page.browser().pages(), `${name}-window`));
  return place as Frame | undefined;
}

/** Gives a field the focus, as a person does. */
export async function focusField(page: Page, selector: string, within: Page | Frame = page): Promise<void> {
  await page.mouse.move(3, 3);
  await within.click(selector);
}

type Point = Readonly<Record<'x' | 'y', number>>;

/** The middle of the mark that stands at this field or text, if there is one now. */
async function findMark(page: Page | Frame, selector: string): Promise<Point | undefined> {
  const [mark] = await marksIn(page, selector);
  return mark && { x: (mark.left + mark.right) / 2, y: (mark.top + mark.bottom) / 2 };
}

/** The same, as soon as there is one. */
export async function markAt(page: Page | Frame, selector: string): Promise<Point> {
  return until(`a mark at ${selector}`, () => findMark(page, selector));
}

/**
 * Presses a mark until what it opens is there: drivers lose the first click into a new surface. No mark is waited for,
 * since what comes late to a press takes the focus, and the mark, away.
 */
async function pressMark<Place>(
  page: Page,
  find: () => Promise<Place | undefined>,
  at: () => Promise<Point | undefined>,
): Promise<Place> {
  return until('what a mark opens', async () => {
    const open = await find();
    if (open) return open;
    const point = await at();
    if (!point) return undefined;
    await page.mouse.click(point.x, point.y);
    return until('what a press on a mark opens', find, 2_000).catch(() => undefined);
  });
}

/** A click that was lost went to the page, and took the field's focus and mark: both are asked for anew. */
function markOfFocused(selector: string, within: Page | Frame): () => Promise<Point | undefined> {
  return async () => {
    await within.focus(selector);
    return findMark(within, selector);
  };
}

/** Focuses a field and opens the menu beside its form. */
export async function openFillMenu(page: Page, selector: string): Promise<Frame> {
  await focusField(page, selector);
  return pressMark(page, () => findFrame(page, 'menu'), markOfFocused(selector, page));
}

/** Presses the mark of a field that has the focus already, and waits for the compose frame. */
export async function pressMarkOfField(page: Page, selector: string): Promise<Frame> {
  return pressMark(page, findCompose(page), () => findMark(page, selector));
}

/**
 * Focuses a field, opens the compose frame at it and waits until it knows its task. `within`: the frame that the field is
 * in; it must lie in the page's top left corner.
 */
export async function openCompose(page: Page, selector: string, within: Page | Frame = page): Promise<Frame> {
  await focusField(page, selector, within);
  const frame = await pressMark(page, findCompose(page), markOfFocused(selector, within));
  await frame.waitForSelector('textarea');
  return frame;
}

/** The same where the page may let no frame of ours in: then a window comes in its place. */
export async function openComposeOrWindow(page: Page, selector: string): Promise<Frame> {
  await focusField(page, selector);
  const place = await pressMark(page, findComposeOrWindow(page), markOfFocused(selector, page));
  await place.waitForSelector('textarea');
  return place;
}

/** Opens the reveal frame over the armored text in this element. */
export async function openReveal(page: Page, selector: string): Promise<Frame> {
  await page.mouse.move(3, 3);
  return pressMark(
    page,
    () => findFrame(page, 'reveal'),
    () => findMark(page, selector),
  );
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
  const open = findComposeOrWindow(page);
  const place = await until('the compose frame', async () => {
    const there = await open();
    if (there) return there;
    await order(own, page, 'either');
    return until('the compose frame', open, 5_000).catch(() => undefined);
  });
  await place.waitForSelector('textarea');
  return place;
}
