import { bringForms, onFocus, world } from './document/index.ts';
import { focusedElement } from './writing/index.ts';

/** Has our script for forms come as soon as somebody is in a line that may be of one; once a document. Then `look` is called. */
export function awaitForms(look: () => void, signal: AbortSignal): void {
  const waiting = new AbortController();
  signal.addEventListener('abort', () => waiting.abort(), { once: true });
  const hear = (): void => {
    if (!world().survey && !isLine(focusedElement())) return;
    waiting.abort();
    if (!world().survey) void bringForms().then(() => signal.aborted || look());
  };
  onFocus(hear, waiting.signal);
  hear();
}

/** Inputs of other types hold no text, and a search's only what is looked for. */
const lines = new Set(['text', 'email', 'password', 'tel', 'url', 'number']);

function isLine(element: Element | null): boolean {
  return element instanceof HTMLInputElement && lines.has(element.type);
}
