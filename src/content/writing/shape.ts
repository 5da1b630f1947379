import type { Field } from './field.ts';

/** More lines than this, and people write paragraphs there. */
const fewLines = 3;

/** Whether more than three lines of text are seen in the field at once. */
export function isTall({ element }: Field): boolean {
  if (element instanceof HTMLInputElement) return false;
  const style = getComputedStyle(element);
  const [line, size, above, below] = [style.lineHeight, style.fontSize, style.paddingTop, style.paddingBottom].map(
    (length) => parseFloat(length) || 0,
  ) as [number, number, number, number];
  // The body of a frame that is an editor is as high as its text; what is seen is the frame.
  const height = element === document.body ? innerHeight : element.clientHeight - above - below;
  return Math.round(height / (line || size * 1.2)) > fewLines;
}

/** Page-made words in a field's name are cut here. */
const mostOfName = 2_000;

/**
 * The same for the same field of the same page, after it was loaded anew too: by what it says of itself, and its place among those that say
 * the same.
 */
export function nameOf({ element }: Field): string {
  const root = element.getRootNode() as Document | ShadowRoot;
  const own = sayingOf(element);
  const alike = [...root.querySelectorAll(element.localName)].filter((other) => sayingOf(other) === own);
  const { pathname, search, hash } = location;
  return [pathname + search + hash, own, alike.indexOf(element)].join('\n').slice(0, mostOfName).toWellFormed();
}

/** No id: many pages draw them anew each time. */
function sayingOf(element: Element): string {
  return ['name', 'aria-label', 'placeholder', 'data-placeholder']
    .map((it) => element.getAttribute(it) ?? '')
    .join('\n');
}
