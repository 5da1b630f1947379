import type { Page } from 'puppeteer-core';
import { inTime, until } from '../../support/until.ts';

/** What crosses back: an answer, or the code of an error. */
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly code: string };

const api = '(globalThis.browser?.runtime ? globalThis.browser : globalThis.chrome)';

/** Our pages load themselves anew when the vault locks: for a moment there is no interface to ask by. */
async function ready(page: Page): Promise<void> {
  await until("the browser's interface in the page", () => page.evaluate(`${api}?.runtime !== undefined`));
}

/** Asks the background over the real wire, as the scripts of this page do. */
export async function ask(page: Page, name: string, input: object = {}): Promise<Reply> {
  await ready(page);
  const message = JSON.stringify({ ask: name, input });
  return (await inTime(name, page.evaluate(`${api}.runtime.sendMessage(${message})`))) as Reply;
}

/** The answer to a question that must succeed. */
export async function answerTo<Answer>(page: Page, name: string, input: object = {}): Promise<Answer> {
  const reply = await ask(page, name, input);
  if (!reply.ok) throw new Error(`${name} was answered: ${reply.code}`);
  return reply.value as Answer;
}

/** Runs an expression in a page of ours; `api` in it is the browser's interface. */
export async function inPage(page: Page, expression: string): Promise<unknown> {
  await ready(page);
  return page.evaluate(`(async () => { const api = ${api}; return ${expression}; })()`);
}

const times = `api.storage.session.get('times').then(({ times }) => JSON.stringify(times))`;

/** Makes what is kept of the session look as old as if so much time had passed since; once nobody is using it. */
export async function age(page: Page, ms: number): Promise<void> {
  await until('the session to be left alone', async () => {
    const before = await inPage(page, times);
    await new Promise((resolve) => setTimeout(resolve, 250));
    return before === (await inPage(page, times));
  });
  const older = `Object.fromEntries(Object.entries(times).map(([k, v]) => [k, typeof v === 'number' && v > 1e9 ? v - ${String(ms)} : v]))`;
  await inPage(
    page,
    `api.storage.session.get('times').then(({ times }) => api.storage.session.set({ times: ${older} }))`,
  );
}

/** Moves the time of a browser's background on, by so many milliseconds in all: also of one that begins anew. */
export async function moveClock(page: Page, ahead: number): Promise<void> {
  // Whoever else hears it has no answer.
  await inPage(page, `api.runtime.sendMessage({ movedClock: ${String(ahead)} }).then(() => true, () => true)`);
  await until('the time to be kept', async () => {
    const kept = await inPage(page, `api.storage.session.get('movedClock').then(({ movedClock }) => movedClock)`);
    return kept === ahead;
  });
}
