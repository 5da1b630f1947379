import type { Page } from 'puppeteer-core';
import { answerTo, ask } from '../support/asking.ts';
import { lockBy } from '../support/hands.ts';
import { until, type Session } from '../support/index.ts';

export const password = 'correct horse battery staple';

/** A vault page in a new tab, with a vault behind it. */
export async function openVault(session: Session, rest = ''): Promise<Page> {
  const page = await session.page('vault', rest);
  const made = await answerTo<{ vault: string; lock: string }>(page, 'status');
  if (made.vault === 'none') await answerTo(page, 'vault.create', { password, deviceName: 'Test browser' });
  else if (made.lock === 'locked') await answerTo(page, 'unlock.password', { password });
  await shows(page, '.vault');
  return page;
}

export async function shows(page: Page, selector: string): Promise<void> {
  await until(`${selector} to show`, async () => (await page.$(selector)) !== null);
}

/** All text that the page shows; fields count by their values. */
export async function textOf(page: Page, selector = 'body'): Promise<string> {
  return (await page.evaluate(`(() => {
    const root = document.querySelector(${JSON.stringify(selector)});
    const fields = [...(root?.querySelectorAll('input, textarea') ?? [])].map(({ value }) => value);
    return [root?.innerText ?? '', ...fields].join('\\n');
  })()`)) as string;
}

export async function says(page: Page, text: string, selector = 'body'): Promise<void> {
  await until(`“${text}” in ${selector}`, async () => (await textOf(page, selector)).includes(text));
}

export async function doesNotSay(page: Page, text: string, selector = 'body'): Promise<void> {
  await until(`no “${text}” in ${selector}`, async () => !(await textOf(page, selector)).includes(text));
}

/** Presses the button or link whose words or label these are. */
export async function press(page: Page, words: string, within = 'body'): Promise<void> {
  await until(`“${words}” to be pressed`, () =>
    page.evaluate(`(() => {
      const all = [...document.querySelectorAll(${JSON.stringify(`${within} :is(button, a, summary)`)})];
      const found = all.find((one) => [one.innerText?.trim(), one.getAttribute('aria-label')].includes(${JSON.stringify(words)}));
      if (!found || found.getAttribute('aria-disabled') === 'true') return false;
      found.focus();
      found.click();
      globalThis.hadFocus = true;
      return true;
    })()`),
  );
}

/** Puts text into a field as typing would, in place of what is there. */
export async function fill(page: Page, selector: string, text: string): Promise<void> {
  await shows(page, selector);
  await page.evaluate(`(() => {
    const field = document.querySelector(${JSON.stringify(selector)});
    field.focus();
    field.value = ${JSON.stringify(text)};
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  })()`);
}

/** The same, for the field with this label. */
export async function fillField(page: Page, label: string, text: string): Promise<void> {
  const of = `[...document.querySelectorAll('label')].find((one) => one.innerText.trim() === ${JSON.stringify(label)})?.htmlFor`;
  await until(`a field “${label}”`, async () => Boolean(await page.evaluate(of)));
  await fill(page, `[id=${JSON.stringify(await page.evaluate(of))}]`, text);
}

/** What is stored under each title. */
export async function stored(page: Page, title: string): Promise<{ id: string; item: { body: string } } | undefined> {
  const found = await ask(page, 'items.search', { query: title, in: 'all', offset: 0, limit: 1 });
  if (!found.ok) return undefined;
  const [row] = (found.value as { rows: { id: string }[] }).rows;
  return row && answerTo(page, 'items.read', { id: row.id });
}

/** Locks, and waits until the page has begun anew and asks who is there. */
export async function lock(page: Page): Promise<void> {
  await lockBy(page, () => answerTo(page, 'lock'));
  await shows(page, '.unlock');
}
