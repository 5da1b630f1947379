import type { FieldElement } from './tree.ts';

/** Types of `input` that hold a text of a person. */
const typed = new Set(['text', 'email', 'password', 'tel', 'url', 'search', 'number', 'date', 'month']);

/** Whether a person could fill this in: open, and of a sort that holds a value like ours. */
export function isOpen(element: FieldElement): boolean {
  if (element.disabled) return false;
  if (element.localName === 'select') return true;
  if ((element as HTMLInputElement | HTMLTextAreaElement).readOnly) return false;
  return element.localName === 'textarea' || typed.has(element.type);
}

/** Handlers by which pages open a field that is read-only until somebody comes, so that no browser fills it in. */
const comings = ['onfocus', 'onclick', 'onmousedown', 'ontouchstart'];

/** Whether a field is read-only for as long as nobody is in it: it says so itself, or nothing could ever be typed as its password. */
export function opensAtFocus(element: FieldElement): boolean {
  if (element.localName !== 'input' || element.disabled || element.value !== '') return false;
  if (!typed.has(element.type) || !(element as HTMLInputElement).readOnly) return false;
  return element.type === 'password' || comings.some((name) => /readonly/i.test(element.getAttribute(name) ?? ''));
}

/** Whether a page has put it, or what it lies in, out of reach for everybody. */
export function isInert(element: Element): boolean {
  for (let one: Element | null = element; one; one = hostOf(one)) if (one.closest('[inert]')) return true;
  return false;
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** Whether a person can see it, or at least reach it: one invisible field over drawn boxes counts, a trap for robots does not. */
export function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false });
}

/** Smaller, and nobody types into it. In CSS pixels. */
const least = 4;

/**
 * Whether a field is none that a page hides by looks alone: faded away, made small, put beside the page. A second password
 * hidden so is a trap, or of another step; of other fields one that nobody sees may take what is drawn by others, as codes do.
 */
export function isNoTrap(field: FieldElement): boolean {
  if (field.type !== 'password') return true;
  const { width, right, bottom } = field.getBoundingClientRect();
  const isThere = width >= least && right + scrollX > 0 && bottom + scrollY > 0;
  return isThere && field.checkVisibility({ opacityProperty: true });
}

/** Whether what is typed is drawn as dots: by the browser, or by it on behalf of a page that has a text field for it. */
export function isMasked(element: FieldElement): boolean {
  if (element.type === 'password') return true;
  if (element.type !== 'text') return false;
  const drawn = getComputedStyle(element).getPropertyValue('-webkit-text-security');
  return drawn !== '' && drawn !== 'none';
}
