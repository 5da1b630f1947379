import type { FieldElement } from './tree.ts';
import { asIs } from './as-is.ts';
import { isField, parentOf } from './tree.ts';

/** Fields that belong together, with what may send them. */
export interface Group {
  readonly container: Element;
  readonly fields: readonly FieldElement[];
  readonly pressed: readonly HTMLElement[];
}

/** Boxes of which each has its own business. */
const apart = 'dialog, [role="dialog"], [role="form"], [role="search"], body, html';

/** Fields by their form; those without one by the dialog or page that they stand in. */
export function groupsOf(elements: readonly Element[], isCounted: (field: FieldElement) => boolean): Group[] {
  const groups = new Map<Element, { fields: FieldElement[]; pressed: HTMLElement[] }>();
  for (const element of elements) {
    if (isField(element) && !isPressing(element) && !isCounted(element)) continue;
    const container = containerOf(element);
    const group = groups.get(container) ?? { fields: [], pressed: [] };
    groups.set(container, group);
    if (isField(element) && !isPressing(element)) group.fields.push(element);
    else group.pressed.push(element as HTMLElement);
  }
  return [...groups].flatMap(([container, { fields, pressed }]) => {
    if (fields.length === 0) return [];
    const others = pressed.some(isSender) ? [] : behind(container, groups);
    return [{ container, fields, pressed: [...pressed, ...others] }];
  });
}

/** A form that the browser sends by no button of its own may be sent by what stands behind it. */
function behind(
  form: Element,
  groups: ReadonlyMap<Element, { readonly pressed: readonly HTMLElement[] }>,
): readonly HTMLElement[] {
  const outer = parentOf(form);
  const loose = outer ? (groups.get(containerOf(outer))?.pressed ?? []) : [];
  return loose.filter((element) => follows(element, form));
}

export function follows(element: Element, other: Element): boolean {
  return (asIs(other).compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** Whether the browser itself sends a form by it. */
export function isSender(element: Element): boolean {
  const { type } = element as HTMLButtonElement | HTMLInputElement;
  return type === 'submit' || type === 'image';
}

function isPressing(element: FieldElement): boolean {
  return ['submit', 'button', 'image', 'reset'].includes(element.type);
}

function containerOf(element: Element): Element {
  const own = (element as HTMLInputElement | HTMLButtonElement).form;
  if (own) return own;
  let last = element;
  for (let one = parentOf(element); one; one = parentOf(one)) {
    if (one instanceof HTMLFormElement || one.matches(apart)) return one;
    last = one;
  }
  return last;
}
