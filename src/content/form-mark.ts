import { message } from '../platform/page/index.ts';
import { atFocus } from './at-focus.ts';
import { call } from '../rpc/index.ts';
import { world } from './document/index.ts';
import type { Openers } from './document/index.ts';
import type { Marks } from './marks/index.ts';
import { focusedElement, isTyped, nameOf } from './writing/index.ts';

type Input = HTMLInputElement | HTMLTextAreaElement;

/**
 * Shows a mark at the field that has the focus, where a login or a card is filled in, and only there. A press opens the
 * popup; where a person wants that and the browser can prove that they see it, a menu of ours beside the form. Answers what
 * looks at it anew.
 */
export function markForms(marks: Marks, openers: Pick<Openers, 'menu'>, signal: AbortSignal): () => void {
  return atFocus((life) => {
    const element = focusedElement();
    if (isTyped(element) && world().uses?.(element).filled) void markForm(element, { marks, openers }, life);
  }, signal);
}

async function markForm(
  element: Input,
  { marks, openers }: { readonly marks: Marks; readonly openers: Pick<Openers, 'menu'> },
  life: AbortController,
): Promise<void> {
  const field = nameOf({ kind: 'plain', element });
  // Orphaned, or taken away by the browser: then this field goes without us.
  const answer = await call('page.fieldMark', { field }).catch(() => undefined);
  if (!answer?.mark) return;
  const leave = (): void => {
    life.abort();
    call('page.leaveField', { field }).catch(() => undefined);
  };
  const subject = {
    element,
    label: message('markFill'),
    aside: true,
    shape: () => (element.isConnected ? ({ kind: 'field', element } as const) : undefined),
    press: () => void (answer.menu && provesSight() ? openMenu(element, openers) : openPopup()),
    menu: [{ label: message('markLeaveField'), choose: leave }],
  };
  marks.add(subject, life.signal);
}

async function openMenu(element: Input, openers: Pick<Openers, 'menu'>): Promise<void> {
  const form = (world().survey?.() ?? []).find(({ fields }) => fields.some((field) => field.element === element));
  if (!form || form.kind === 'card' || !(await openers.menu(form, element))) await openPopup();
}

function openPopup(): Promise<unknown> {
  return call('page.fill', {}).catch(() => undefined);
}

/** Whether this browser can tell a frame that nothing covers it (IntersectionObserver v2): Firefox can't. */
function provesSight(): boolean {
  return 'isVisible' in IntersectionObserverEntry.prototype;
}
