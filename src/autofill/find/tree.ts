/** How one looks into an element, whether the page closed it or not. */
export type ShadowRootOf = (element: Element) => ShadowRoot | null | undefined;

/** What can hold a value that a person fills in. */
export type FieldElement = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Elements that pages have most of and that can't have a shadow root. */
const hosts =
  ':not(a, li, td, tr, tbody, table, b, i, svg, path, img, br, code, script, style, option, label, th, ul, form)';

/** Links that look like buttons. */
const links = 'a[role="button"], a[class*="button" i], a[class*="btn" i]';

/** Every field and everything that may be pressed, in the order of the tree, through shadow roots. */
export function elementsOf(root: Document, shadowRootOf: ShadowRootOf): Element[] {
  const found: Element[] = [];
  gather(root, shadowRootOf, found);
  return found;
}

function gather(root: ParentNode, shadowRootOf: ShadowRootOf, found: Element[]): void {
  for (const element of root.querySelectorAll(`${links}, ${hosts}`)) {
    if (isField(element) || isPressed(element)) {
      found.push(element);
      continue;
    }
    const shadow = shadowRootOf(element);
    if (shadow) gather(shadow, shadowRootOf, found);
  }
}

export function isField(element: Element): element is FieldElement {
  const { localName } = element;
  return localName === 'input' || localName === 'select' || localName === 'textarea';
}

/** Whether an element looks like something that is pressed. */
function isPressed(element: Element): boolean {
  return /^(?:button|a)$/.test(element.localName) || element.getAttribute('role') === 'button';
}

/** What an element lies in, out of shadow roots too. A form's own properties may be named like its fields, so none is used. */
export function parentOf(element: Element): Element | null {
  const parentNode: unknown = Reflect.get(Node.prototype, 'parentNode', element);
  if (parentNode instanceof ShadowRoot) return parentNode.host;
  return parentNode instanceof Element ? parentNode : null;
}
