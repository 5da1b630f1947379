import { message } from '../platform/page/index.ts';
import type { Field } from './field.ts';
import { fieldAt, focusedField, isSeen } from './field.ts';
import { follow } from './follow.ts';
import { isInView, placeAtField } from './geometry.ts';
import { moveMark, newMark } from './mark.ts';
import type { Offers } from './offers.ts';
import { newSurface } from './surface.ts';

/** Shows a mark at the text field that has the focus, and only there. */
export function markFields(offers: Offers, signal: AbortSignal): void {
  let marked: { readonly element: Element; readonly life: AbortController } | undefined;
  const hide = (): void => {
    marked?.life.abort();
    marked = undefined;
  };
  const show = (field: Field | undefined): void => {
    if (field && field.element === marked?.element) return;
    hide();
    if (!field || !isSeen(field)) return;
    const life = new AbortController();
    marked = { element: field.element, life };
    markField(field, offers, life.signal);
  };
  addEventListener('focusin', (event) => show(fieldAt(event.composedPath()[0])), { capture: true, signal });
  addEventListener('focusout', hide, { capture: true, signal });
  signal.addEventListener('abort', hide, { once: true });
  show(focusedField());
}

function markField(field: Field, offers: Offers, signal: AbortSignal): void {
  const mark = newMark(newSurface(field.element, signal), {
    label: message('markCompose'),
    aside: true,
    press: () => void offers.compose(field),
    switchOff: () => offers.switchOff(),
  });
  const place = (): void => {
    const box = field.element.getBoundingClientRect();
    const view = { width: document.documentElement.clientWidth, height: innerHeight };
    moveMark(mark, isInView(box, view) ? placeAtField(box, view) : undefined);
  };
  follow(place, [field.element], signal, true);
  place();
}
