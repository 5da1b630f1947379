import { asIs } from '../../autofill/index.ts';
import { isEdited, parentOf } from './tree.ts';
import { topLayer } from './sight.ts';

/**
 * Boxes of the page outside of which a press, a focus or everything at all counts as leaving them: dialogs of every make,
 * popovers, what fills the screen.
 */
const closedBoxes = `${topLayer}, dialog[open], [aria-modal="true"], [role~=dialog], [role~=alertdialog]`;

/**
 * Where a surface for something at `near` may stand, best first: inside the closed box that this is in, or else at the
 * root; then right beside it, for pages that make everything else inert in ways of their own. Never in what a person edits.
 */
export function containersOf(near: Node): readonly Node[] {
  let best: Node = document.documentElement;
  let beside: Node | undefined;
  for (let one = parentOf(near); one; one = parentOf(one)) {
    if (isEdited(one) || one instanceof SVGElement) continue;
    beside ??= one;
    if (!asIs(one).matches(closedBoxes)) continue;
    best = one;
    break;
  }
  return beside === undefined || beside === best ? [best] : [best, beside];
}

/** More elements side by side than this are not measured. */
const most = 40;

/**
 * Puts a surface's host into a container at the end where it changes nothing: pages have rules for first and last children.
 * The host itself takes no room anywhere.
 */
export function insertQuietly(host: Element, container: Node): void {
  const box = asIs(container);
  const before = layoutOf(container);
  box.appendChild(host);
  if (layoutOf(container) === before) return;
  box.insertBefore(host, box.firstChild);
  if (layoutOf(container) !== before) box.appendChild(host);
}

function layoutOf(container: Node): string {
  const elements = [container, ...asIs(container).childNodes].filter((node) => node instanceof HTMLElement).map(asIs);
  return elements
    .filter((element) => element.childNodes.length > 0)
    .slice(0, most)
    .map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return [left, top, width, height].join();
    })
    .join(';');
}
