import { message } from '../platform/page/index.ts';
import type { Openers } from './document/index.ts';
import type { Marks } from './marks/index.ts';
import { sealedIn } from './reading/index.ts';

/** Shows a mark at a field with an armored text in it: what pages show there is a text like any other, but for what draws it. */
export function markSealed(
  element: HTMLInputElement | HTMLTextAreaElement,
  marks: Marks,
  openers: Openers,
  signal: AbortSignal,
): void {
  if (!sealedIn(element.value)) return;
  const subject = {
    element,
    label: message('markReveal'),
    aside: true,
    shape: () => (element.isConnected ? ({ kind: 'field', element } as const) : undefined),
    press: () => {
      const place = sealedIn(element.value);
      if (place) void openers.reveal(place, element);
    },
  };
  marks.add(subject, signal);
}
