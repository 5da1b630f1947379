import { message } from '../page/index.ts';
import type { MessageKey, Sentences, WithSentences } from '../page/index.ts';
import { browser } from './browser.ts';

export interface PageScript {
  readonly id: string;
  readonly files: readonly string[];
  readonly matches: readonly string[];
  readonly excludeMatches: readonly string[];
}

/**
 * Makes the registered content scripts exactly these: a second call with the same is harmless.
 * They run in every frame, also in those without an address of their own (about:blank, srcdoc), if the page that made
 * them matches. A sandboxed one runs them too, and is refused by its opaque origin when it asks.
 */
export async function registerScripts(scripts: readonly PageScript[]): Promise<void> {
  const known = new Set((await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id));
  const wanted = new Set(scripts.map(({ id }) => id));
  const gone = [...known].filter((id) => !wanted.has(id));
  if (gone.length > 0) await browser.scripting.unregisterContentScripts({ ids: gone });
  const fresh = scripts.filter(({ id }) => !known.has(id)).map(registration);
  const changed = scripts.filter(({ id }) => known.has(id)).map(registration);
  if (fresh.length > 0) await browser.scripting.registerContentScripts(fresh);
  if (changed.length > 0) await browser.scripting.updateContentScripts(changed);
}

function registration({ id, files, matches, excludeMatches }: PageScript) {
  return {
    id,
    js: [...files],
    matches: [...matches],
    excludeMatches: [...excludeMatches],
    allFrames: true,
    matchOriginAsFallback: true,
    // Before any script of the page: whoever listens first hears first.
    runAt: 'document_start' as const,
    persistAcrossSessions: true,
  };
}

/**
 * Runs one of our files in one frame of a tab, or in all that the browser lets us into, after it was given some sentences
 * of the catalogue. Throws when the browser refuses (no permission, frame gone).
 */
export async function runInFrame(
  tab: number,
  frame: number | undefined,
  file: string,
  keys: readonly MessageKey[] = [],
): Promise<void> {
  const frames = frame === undefined ? { allFrames: true } : { frameIds: [frame] };
  const target = { tabId: tab, ...frames };
  const sentences: Sentences = Object.fromEntries(keys.map((key) => [key, message(key)]));
  // What is begun first runs first; where it doesn't, the script asks the browser.
  const given = keys.length > 0 && browser.scripting.executeScript({ target, func: give, args: [sentences] });
  await Promise.all([given, browser.scripting.executeScript({ target, files: [file] })]);
}

/** What a script of ours answered in one document. */
export interface Answered {
  readonly frame: number;
  /** Absent where the browser has no document ids. */
  readonly document?: string;
  readonly answer: unknown;
}

/**
 * Runs one of our files in every document of a tab that the browser lets us into, loaded or not; answers what it answered
 * there. Throws where the browser lets us into none.
 */
export async function runInDocuments(tab: number, file: string): Promise<readonly Answered[]> {
  const target = { tabId: tab, allFrames: true };
  const results = await browser.scripting.executeScript({ target, files: [file], injectImmediately: true });
  return results.map(({ frameId, documentId, result }: InjectionResult) => ({
    frame: frameId,
    ...(documentId === undefined ? {} : { document: documentId }),
    answer: result,
  }));
}

interface InjectionResult {
  readonly frameId: number;
  readonly documentId?: string | undefined;
  readonly result?: unknown;
}

/** Runs in the page's isolated world; must not use anything from outside itself. */
function give(sentences: Sentences): void {
  (globalThis as WithSentences).latchkeySentences = sentences;
}

/** Runs our files, in their order, in every frame of the open tabs that match; where the browser refuses, nothing happens. */
export async function runInTabs(matches: readonly string[], files: readonly string[]): Promise<void> {
  const tabs = await browser.tabs.query({ url: [...matches] });
  const loaded = tabs.flatMap(({ id, discarded }) => (id === undefined || discarded ? [] : [id]));
  const run = (tabId: number) =>
    browser.scripting.executeScript({ target: { tabId, allFrames: true }, files: [...files] });
  await Promise.all(loaded.map((tab) => run(tab).catch(() => undefined)));
}
