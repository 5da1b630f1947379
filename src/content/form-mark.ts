import { message } from '../platform/page/index.ts';
import { call, takes } from '../rpc/index.ts';
import type { Marks } from './marks/index.ts';
import type { Offers } from './offers.ts';
import { world } from './world.ts';
import { focusedElement, nameOf } from './writing/index.ts';

type Input = HTMLInputElement | HTMLTextAreaElement;

/**
 * Shows a mark at the field that has the focus, where a login or a card is filled in, and only there. A press opens the
 * popup; where a person wants that and the browser can prove that they see it, a menu of ours beside the form. Answers what
 * looks at it anew.
 */
export function markForms(marks: Marks, offers: Pick<Offers, 'menu'>, signal: AbortSignal): () => void {
  let marked: { readonly element: Element; readonly life: AbortController } | undefined;
  const hide = (): void => {
    marked?.life.abort();
    marked = undefined;
  };
  const show = (): void => {
    const element = focusedElement();
    hide();
    if (!isInput(element) || !isFilled(element)) return;
    const life = new AbortController();
    marked = { element, life };
    void markForm(element, { marks, offers }, life);
  };
  addEventListener('focusin', show, { capture: true, signal });
  addEventListener('focusout', hide, { capture: true, signal });
  signal.addEventListener('abort', hide, { once: true });
  show();
  return show;
}

async function markForm(
  element: Input,
  { marks, offers }: { readonly marks: Marks; readonly offers: Pick<Offers, 'menu'> },
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
    press: () => void (answer.menu && provesSight() ? openMenu(element, offers) : openPopup()),
    menu: [{ label: message('markLeaveField'), choose: leave }],
  };
  marks.add(subject, life.signal);
}

async function openMenu(element: Input, offers: Pick<Offers, 'menu'>): Promise<void> {
  const form = (world().survey?.() ?? []).find(({ fields }) => fields.some((field) => field.element === element));
  if (!form || form.kind === 'card' || !(await offers.menu(form, element))) await openPopup();
}

function openPopup(): Promise<unknown> {
  return call('page.fill', {}).catch(() => undefined);
}

/** Whether this browser can tell a frame that nothing covers it (IntersectionObserver v2): Firefox can't. */
function provesSight(): boolean {
  return 'isVisible' in IntersectionObserverEntry.prototype;
}

function isInput(element: Element | null): element is Input {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** By the one classifier: what it holds to be a search, a message or anything else is left alone. */
function isFilled(element: Input): boolean {
  const forms = world().survey?.() ?? [];
  return forms.some(({ kind, fields }) =>
    fields.some(
      (field) => field.element === element && (takes(kind, field.type, 'login') || takes(kind, field.type, 'card')),
    ),
  );
}
