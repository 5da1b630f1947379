import type { FieldElement } from '../find/index.ts';
import { isField } from '../find/index.ts';

/** Elements whose text nobody reads. */
const unread = new Set(['script', 'style', 'noscript', 'template', 'option', 'textarea', 'svg']);
/** Longer ones are whole paragraphs. In UTF-16 units. */
const longestText = 120;
/** How far before a field its name is looked for, in nodes of the tree, and in UTF-16 units. */
const farthest = 40;
const enough = 40;

/** What a field says of itself, and what stands at it, as far as people or programmers wrote it. */
export type FieldTexts = Readonly<
  Record<
    | 'name'
    | 'id'
    | 'label'
    | 'placeholder'
    /** Before it, up to the next field. */
    | 'near',
    string
  >
>;

export function textsOf(element: FieldElement): FieldTexts {
  const said = (name: string): string => element.getAttribute(name) ?? '';
  return {
    name: endOf(said('name')),
    id: endOf(said('id')),
    label: `${labelsOf(element)} ${said('aria-label')} ${said('title')}`,
    placeholder: said('placeholder').slice(0, longestText),
    near: before(element),
  };
}

/** Of a path the end says what it is: `order[address][phone]`. */
function endOf(path: string): string {
  const steps = path.split(/[.:$/[\]]+/).filter(Boolean);
  return steps.slice(-2).join(' ').slice(-longestText);
}

function labelsOf(element: FieldElement): string {
  const named = element.getAttribute('aria-labelledby')?.trim().split(/\s+/).slice(0, 4) ?? [];
  const root = element.getRootNode();
  const others =
    root instanceof Document || root instanceof ShadowRoot ? named.map((id) => root.getElementById(id)) : [];
  return [...(element.labels ?? []), ...others].map((label) => (label ? textIn(label, longestText) : '')).join(' ');
}

/** What can be read in an element. */
export function textIn(root: Element, most: number, nodes = Infinity): string {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let text = '';
  for (let left = nodes; left > 0 && text.length < most && walker.nextNode(); left -= 1) {
    const { currentNode } = walker;
    if (unread.has(currentNode.parentElement?.localName ?? '')) continue;
    text += ` ${currentNode.nodeValue?.trim() ?? ''}`;
  }
  return text.slice(0, most);
}

function before(element: FieldElement): string {
  const walker = document.createTreeWalker(element.getRootNode(), NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  walker.currentNode = element;
  let text = '';
  for (let left = farthest; left > 0; left -= 1) {
    const node = walker.previousNode();
    if (!node || text.length >= enough) break;
    if (node instanceof Element) {
      if (endsName(node)) break;
    } else if (!unread.has(node.parentElement?.localName ?? '')) {
      text = `${node.nodeValue?.trim().slice(-longestText) ?? ''} ${text}`;
    }
  }
  return text.trim();
}

/** Whether what stands before this belongs to something else. */
function endsName(element: Element): boolean {
  if (element.localName === 'button' || element instanceof HTMLFormElement) return true;
  return isField(element) && element.type !== 'hidden';
}
