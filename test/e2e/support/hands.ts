import type { ElementHandle, Page } from 'puppeteer-core';
import { until } from '../../support/until.ts';

/** Whom a person would press: something visible whose label or words begin with this name. */
async function find(page: Page, name: string, kinds: string): Promise<ElementHandle<HTMLElement> | undefined> {
  const found = await page.evaluateHandle(
    (wanted: string, selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].find((element) => {
        const words = element.getAttribute('aria-label') ?? element.innerText;
        return element.checkVisibility() && words.trim().startsWith(wanted);
      }),
    name,
    kinds,
  );
  return (found.asElement() as ElementHandle<HTMLElement> | null) ?? undefined;
}

/** Presses the button, link or choice with this name, as soon as there is one; a page that reloads meanwhile is no matter. */
export async function press(page: Page, name: string): Promise<void> {
  const kinds = 'button, a, label.choice, summary, [role="button"], [role="menuitem"]';
  await until(`“${name}” to press`, async () => {
    // A page behind another one never answers to the mouse, and the welcome page opens whenever it likes: also just now.
    await page.bringToFront();
    const element = await find(page, name, kinds);
    if (!element) return false;
    // The calculator leaves the focus where it is: only what was had can be lost.
    await page.evaluate(`document.addEventListener('focusin', () => { globalThis.hadFocus = true; }, { once: true })`);
    return within(5_000, element.click());
  });
}

/** Whether something has ended by then. */
function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(resolve, milliseconds, false);
    work.then(() => resolve(true), reject).finally(() => clearTimeout(late));
  });
}

/** Types into the field with this label, instead of what stands there; again if the page was loaded anew meanwhile. */
export async function fill(page: Page, label: string, text: string): Promise<void> {
  await until(`the field “${label}” to be filled`, async () => {
    const found = await find(page, label, 'label');
    const control = await found?.evaluateHandle((element) => (element as HTMLLabelElement).control);
    const field = control?.asElement() as ElementHandle<HTMLInputElement> | null;
    await field?.evaluate((input) => {
      input.focus();
      input.select();
    });
    if (field) await page.keyboard.type(text);
    return field?.evaluate((input, wanted) => input.value === wanted, text);
  });
}

/** Chooses, or takes back, the radio button or box whose words begin so. */
export async function choose(page: Page, title: string): Promise<void> {
  await until(`“${title}” to choose`, () =>
    page.evaluate((wanted: string) => {
      const choice = [...document.querySelectorAll('label')].find(({ innerText }) => innerText.startsWith(wanted));
      choice?.querySelector('input')?.click();
      return choice !== undefined;
    }, title),
  );
}

/** Everything that is visible, as words. Our pages load themselves anew when the vault locks: then it is asked again. */
export async function words(page: Page): Promise<string> {
  return until('the page to be readable', () => page.evaluate(() => document.body.innerText));
}

/** Waits until these words are visible. */
export async function see(page: Page, text: string): Promise<void> {
  let seen = '';
  try {
    await until(`“${text}” to be seen`, async () => {
      seen = await words(page);
      return seen.includes(text);
    });
  } catch {
    throw new Error(`“${text}” was not seen, but: ${seen}`);
  }
}

/** Marks the document, does something that makes the page load anew, and waits for the new one. */
async function loadedAnew(page: Page, act: () => Promise<unknown>): Promise<void> {
  await page.evaluate('globalThis.ofBefore = true');
  await act();
  await until('the page to be loaded anew', async () => {
    return (await page.evaluate('globalThis.ofBefore !== true && document.readyState === "complete"')) === true;
  });
}

/** Loads the page anew. The driver's own reload never ends on an extension's page in Firefox. */
export async function reload(page: Page): Promise<void> {
  await loadedAnew(page, () => page.evaluate('location.reload()').catch(() => undefined));
}

/** Locks the vault, by whatever does it, and waits for the page to have forgotten what it showed: it loads itself anew. */
export async function lockBy(page: Page, act: () => Promise<unknown>): Promise<void> {
  await loadedAnew(page, () => act().catch(() => undefined));
}
