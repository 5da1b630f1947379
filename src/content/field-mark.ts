import { message } from '../platform/page/index.ts';
import type { Marks } from './marks/index.ts';
import type { Offers } from './offers.ts';
import { takesMessages } from './surveyed.ts';
import type { Field } from './writing/index.ts';
import { fieldOf, focusedField } from './writing/index.ts';

/** Shows a mark at the text field that has the focus, and only there. */
export function markFields(marks: Marks, offers: Offers, signal: AbortSignal): void {
  let marked: { readonly element: Element; readonly life: AbortController } | undefined;
  const hide = (): void => {
    marked?.life.abort();
    marked = undefined;
  };
  const show = (field: Field | undefined): void => {
    if (field && field.element === marked?.element) return;
    hide();
    if (!field || !takesMessages(field)) return;
    const life = new AbortController();
    marked = { element: field.element, life };
    markField(field, marks, offers, life.signal);
  };
  addEventListener('focusin', (event) => show(fieldOf(event)), { capture: true, signal });
  addEventListener('focusout', hide, { capture: true, signal });
  signal.addEventListener('abort', hide, { once: true });
  show(focusedField());
}

function markField(field: Field, marks: Marks, offers: Offers, signal: AbortSignal): void {
  const { element } = field;
  const subject = {
    element,
    label: message('markCompose'),
    aside: true,
    shape: () => (element.isConnected ? ({ kind: 'field', element } as const) : undefined),
    press: () => void offers.compose(field),
  };
  marks.add(subject, signal);
}
