import type { FieldType } from '../autofill/index.ts';
import { call } from '../rpc/index.ts';
import { surveyHere } from './surveyed.ts';
import { world } from './world.ts';

/** What our script for forms is for. */
const types = new Set<FieldType>([
  ...(['username', 'email', 'account-id', 'current-password', 'new-password', 'one-time-code'] as const),
]);

/** Has our script for forms come as soon as somebody is in a form that takes a login or a code; once a document. */
export function awaitForms(signal: AbortSignal): void {
  const looking = new AbortController();
  signal.addEventListener('abort', () => looking.abort(), { once: true });
  const look = (field: EventTarget | null): void => {
    const isThere = world().page !== undefined;
    if (!isThere && !(field instanceof Element && isInLogin(field))) return;
    looking.abort();
    // Orphaned, or refused (opaque origin): then its forms go without us.
    if (!isThere) call('page.forms', {}).catch(() => undefined);
  };
  addEventListener('focusin', (event) => look(event.composedPath()[0] ?? null), {
    capture: true,
    signal: looking.signal,
  });
  look(document.activeElement);
}

/** A closed shadow root says no more than that somebody is in it. */
function isInLogin(field: Element): boolean {
  if (!(field instanceof HTMLInputElement) && !field.localName.includes('-') && !(field instanceof HTMLDivElement)) {
    return false;
  }
  return surveyHere().some(
    ({ fields }) =>
      fields.some(({ type }) => types.has(type)) &&
      fields.some(({ element }) => element === field || element.getRootNode() !== document),
  );
}
