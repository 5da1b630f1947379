import { asIs } from '../../autofill/index.ts';
import { shadowRootOf } from '../../platform/page/index.ts';

/** A text node in the order in which the page is drawn. */
export interface Bit {
  readonly node: Text;
  /** A line ends before it. */
  readonly breaks: boolean;
}

/** What of the page is read. Both are asked about what comes after the beginning, never about what that stands in. */
export interface Reader {
  /** Whether to look into this element. */
  readonly enters: (element: Element) => boolean;
  readonly reads: (text: Text) => boolean;
  /** Whether the text of this element stands on lines of its own. */
  readonly breaks: (element: Element) => boolean;
}

/** Nodes that are passed at most: keeps a hostile page from making us walk for long. */
const most = 40_000;

/** The text nodes from `start` on, as they are drawn: into shadow roots and out of them, slotted ones in their slots. */
export function* flowFrom(start: Text, reader: Reader): Generator<Bit> {
  const tree = new FlatTree();
  let breaks = false;
  let at: Node = start;
  for (let step = 0; step < most; step += 1) {
    if (at instanceof Text) {
      if (at === start || reader.reads(at)) {
        yield { node: at, breaks };
        breaks = false;
      }
    } else if (at instanceof Element && reader.enters(at)) {
      breaks ||= reader.breaks(at);
      const first = tree.firstIn(at);
      if (first) {
        at = first;
        continue;
      }
    }
    let next = tree.after(at);
    for (let outer = tree.around(at); !next; outer = tree.around(outer)) {
      if (!outer) return;
      breaks ||= reader.breaks(outer);
      next = tree.after(outer);
    }
    at = next;
  }
}

/** Nodes as they are drawn. A slot of a closed root is known only to those who came in through the root. */
class FlatTree {
  readonly #slots = new Map<Node, HTMLSlotElement>();

  firstIn(element: Element): Node | null {
    const root = shadowRootOf(element);
    if (root) return root.firstChild;
    if (!(element instanceof HTMLSlotElement)) return asIs(element).firstChild;
    const assigned = element.assignedNodes();
    for (const node of assigned) this.#slots.set(node, element);
    return assigned[0] ?? element.firstChild;
  }

  after(node: Node): Node | null {
    const slot = this.#slotOf(node);
    if (!slot) return asIs(node).nextSibling;
    const assigned = slot.assignedNodes();
    return assigned[assigned.indexOf(node) + 1] ?? null;
  }

  around(node: Node): Element | undefined {
    const slot = this.#slotOf(node);
    if (slot) return slot;
    const { parentNode } = asIs(node);
    if (parentNode instanceof ShadowRoot) return parentNode.host;
    return parentNode instanceof Element ? parentNode : undefined;
  }

  #slotOf(node: Node): HTMLSlotElement | null {
    const plain = asIs(node);
    const told = plain instanceof Element || plain instanceof Text ? plain.assignedSlot : null;
    return told ?? this.#slots.get(node) ?? null;
  }
}
