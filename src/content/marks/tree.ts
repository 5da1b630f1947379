import { asIs } from '../../autofill/index.ts';
import { shadowRootOf } from '../../platform/page/index.ts';

/** The element that this node is drawn in: through slots and out of shadow roots. */
export function parentOf(node: Node): Element | null {
  const plain = asIs(node);
  const slot = plain instanceof Element || plain instanceof Text ? plain.assignedSlot : null;
  if (slot) return slot;
  const { parentNode } = plain;
  if (parentNode instanceof ShadowRoot) return parentNode.host;
  return parentNode instanceof Element ? parentNode : null;
}

/** An element and all that it is drawn in, from the inside out. */
export function familyOf(element: Element): Set<Element> {
  const family = new Set<Element>();
  for (let one: Element | null = element; one; one = parentOf(one)) family.add(one);
  return family;
}

/** Whether a person edits what stands in this element: nothing of ours may ever be put there. */
export function isEdited(element: Element): boolean {
  return element instanceof HTMLElement && asIs(element).isContentEditable;
}

/**
 * The hosts of our own surfaces, which no question about the page may answer with; on the global of our own world, which the
 * page can't see, because several scripts of ours draw in one document.
 */
const ours = ((globalThis as { latchkeyHosts?: WeakSet<Node> }).latchkeyHosts ??= new WeakSet<Node>());

export function markAsOurs(host: Node): void {
  ours.add(host);
}

export function isOurs(node: EventTarget | null): boolean {
  return node instanceof Node && ours.has(node);
}

/** What of the page is pressed at a point of the screen, through shadow roots of every kind; what is ours is passed over. */
export function hitAt(x: number, y: number): Element | undefined {
  let hit: Element | undefined;
  let root: Document | ShadowRoot | undefined = document;
  while (root) {
    const here: Document | ShadowRoot = root;
    const next: Element | undefined = here
      .elementsFromPoint(x, y)
      .find((element) => asIs(element).getRootNode() === here && !isOurs(element));
    if (!next) break;
    hit = next;
    root = shadowRootOf(next);
  }
  return hit;
}
