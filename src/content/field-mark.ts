import { message } from '../platform/page/index.ts';
import { atFocus } from './at-focus.ts';
import { bring, isUnknown, takesMessages, world } from './document/index.ts';
import type { Openers } from './document/index.ts';
import type { Marks } from './marks/index.ts';
import type { Field } from './writing/index.ts';
import { fieldAt, focusedElement, isTyped } from './writing/index.ts';

/** Shows a mark at the text field that has the focus, and only there: to write, or to read. Answers what looks at it anew. */
export function markFields(marks: Marks, openers: Openers, signal: AbortSignal): () => void {
  return atFocus((life) => {
    const element = focusedElement();
    const field = fieldAt(element);
    if (isTyped(element) && element.readOnly && element.value.includes('LK1')) {
      void bring('texts').then(() => world().markSealed?.(element, marks, openers, life.signal));
    }
    if (!field || isUnknown(field) || !takesMessages(field)) return;
    world().lastField = new WeakRef(field.element);
    markField(field, marks, openers, life.signal);
  }, signal);
}

function markField(field: Field, marks: Marks, openers: Openers, signal: AbortSignal): void {
  const { element } = field;
  const subject = {
    element,
    label: message('markCompose'),
    aside: true,
    shape: () => (element.isConnected ? ({ kind: 'field', element } as const) : undefined),
    press: () => void openers.compose(field),
  };
  marks.add(subject, signal);
}
