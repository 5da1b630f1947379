import { asIs } from './as-is.ts';

/** How one looks into an element, whether the page closed it or not. */
export type ShadowRootOf = (element: Element) => ShadowRoot | null | undefined;

/** What can hold a value that a person fills in. */
export type FieldElement = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** No elements that pages have most of and that can't have a shadow root, and no form: its fields may be named like its properties. */
const hosts = ':not(form, a, li, td, tr, b, i, path, img, br, option, input, button)';

/** Whatever has its own meaning where it is pressed or typed into. */
const own = 'input, select, textarea, button, a, [role=button]';
const named = ':is([class*="button" i], [class*="btn" i], [class*="submit" i])';
/** Fields, and what looks like something that is pressed: also boxes that are called so, with nothing of that sort in or around them. */
const wanted = `:is(${own}):not(a:not(${named}, [role=button])), :is(div, span)${named}:not(:has(${own}, ${named}), :is(${own}) *)`;

/** Every field and everything that may be pressed, in the order of the tree, through shadow roots. */
export function elementsOf(root: Document, shadowRootOf: ShadowRootOf): Element[] {
  const found: Element[] = [];
  gather(root, shadowRootOf, found);
  return found;
}

/** The browser's own search costs a tenth of asking each element what it is: that is left to trees with roots in them. */
function gather(root: ParentNode, shadowRootOf: ShadowRootOf, found: Element[]): void {
  const inner = new Map<Element, ShadowRoot>();
  for (const element of root.querySelectorAll(hosts)) {
    const shadow = shadowRootOf(element);
    if (shadow) inner.set(element, shadow);
  }
  if (inner.size === 0) {
    for (const element of root.querySelectorAll(wanted)) found.push(element);
    return;
  }
  const here = new Set(root.querySelectorAll(wanted));
  for (const element of root.querySelectorAll(`${wanted}, ${hosts}`)) {
    const shadow = inner.get(element);
    if (here.has(element)) found.push(element);
    else if (shadow) gather(shadow, shadowRootOf, found);
  }
}

export function isField(element: Element): element is FieldElement {
  const { localName } = element;
  return localName === 'input' || localName === 'select' || localName === 'textarea';
}

/** What an element lies in, out of shadow roots too. */
export function parentOf(element: Element): Element | null {
  const { parentNode } = asIs(element);
  if (parentNode instanceof ShadowRoot) return parentNode.host;
  return parentNode instanceof Element ? parentNode : null;
}
