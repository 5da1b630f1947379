import { asIs } from '../../autofill/index.ts';
import type { Form } from '../../autofill/index.ts';
import { parentOf } from '../marks/index.ts';

/** Smaller, and nobody types into it. In CSS pixels. */
const least = 4;
/** Fainter, and nobody sees it. */
const faintest = 0.1;

/** The forms of a document with the fields that a person sees or could scroll to, and no others: what is filled is seen to be. */
export function seenForms(forms: readonly Form[]): readonly Form[] {
  const known = new Map<Element, boolean>();
  return forms.flatMap((form) => {
    const fields = form.fields.filter((field) => isSeen(field, known));
    return fields.length === 0 ? [] : [{ ...form, fields }];
  });
}

function isSeen({ element, type }: Form['fields'][number], known: Map<Element, boolean>): boolean {
  const { width, height, right, bottom } = element.getBoundingClientRect();
  const isOnPage = right + scrollX > 0 && bottom + scrollY > 0;
  if (width < least || height < least || !isOnPage) return false;
  // Codes are often typed into one field that is drawn by the boxes below it: then what it stands in has to be seen.
  if (type !== 'one-time-code' && !isDrawn(element, known)) return false;
  const outer = parentOf(element);
  return outer === null || isDrawn(outer, known);
}

/** Whether nothing that an element is drawn in hides it. */
function isDrawn(element: Element, known: Map<Element, boolean>): boolean {
  const before = known.get(element);
  if (before !== undefined) return before;
  const outer = parentOf(element);
  const drawn = !hides(element) && (outer === null || isDrawn(outer, known));
  known.set(element, drawn);
  return drawn;
}

function hides(element: Element): boolean {
  const { opacity, filter, clipPath, maskImage, overflowX, overflowY } = getComputedStyle(element);
  if (Number(opacity) < faintest || /opacity\((?:0(?:\.0\d*)?|\d%)\)/.test(filter)) return true;
  // What is cut in a form of its own can't be told from what is cut away: neither is filled in by us.
  if (/^(?:inset|circle|polygon|rect|xywh|ellipse|path)\(/.test(clipPath) && !isHit(element)) return true;
  if (
    /gradient\((?:[^,]*,)?\s*(?:transparent|rgba\(0, 0, 0, 0\))[^,]*,\s*(?:transparent|rgba\(0, 0, 0, 0\))[^,]*\)/.test(
      maskImage,
    )
  )
    return true;
  const { width, height } = asIs(element).getBoundingClientRect();
  return (overflowX !== 'visible' && width < least) || (overflowY !== 'visible' && height < least);
}

/** Whether something of it is where it is drawn. */
function isHit(element: Element): boolean {
  const plain = asIs(element);
  const { left, top, width, height } = plain.getBoundingClientRect();
  const root = plain.getRootNode() as Document | ShadowRoot;
  return root.elementsFromPoint(left + width / 2, top + height / 2).some((one) => plain.contains(one));
}
