import { message } from '../platform/page/index.ts';
import type { Marks } from './marks/index.ts';
import type { Offers } from './offers.ts';
import { isUnknown, takesMessages } from './surveyed.ts';
import type { Field } from './writing/index.ts';
import { fieldOf, focusedField } from './writing/index.ts';

/** Shows a mark at the text field that has the focus, and only there. Answers what looks at it anew. */
export function markFields(marks: Marks, offers: Offers, signal: AbortSignal): () => void {
  let marked: { readonly element: Element; readonly life: AbortController } | undefined;
  const hide = (): void => {
    marked?.life.abort();
    marked = undefined;
  };
  const show = (field: Field | undefined): void => {
    hide();
    if (!field || isUnknown(field) || !takesMessages(field)) return;
    const life = new AbortController();
    marked = { element: field.element, life };
    markField(field, marks, offers, life.signal);
  };
  addEventListener('focusin', (event) => show(fieldOf(event)), { capture: true, signal });
  addEventListener('focusout', hide, { capture: true, signal });
  signal.addEventListener('abort', hide, { once: true });
  show(focusedField());
  return () => show(focusedField());
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
