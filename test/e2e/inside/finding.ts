import { elementsOf, groupsOf, isField, isOpen, isShown } from '../../../src/autofill/find/index.ts';

/** A part of a page; `name` is its id, by which a test speaks of it. */
export type Part =
  | { readonly is: 'box'; readonly name: string; readonly tag: string; readonly role?: string; readonly parts: Part[] }
  | {
      readonly is: 'host';
      readonly name: string;
      readonly mode: 'open' | 'closed';
      /** Whether what stands in the host itself is drawn. */
      readonly slot: boolean;
      readonly inside: Part[];
      readonly parts: Part[];
    }
  | {
      readonly is: 'field';
      readonly name: string;
      readonly tag: string;
      readonly set: Readonly<Record<string, string>>;
    };

/** What is found: fields in order, and the groups of those that count, by names. */
export interface Told {
  readonly fields: readonly string[];
  readonly groups: readonly { readonly container: string; readonly fields: readonly string[] }[];
}

const roots = new WeakMap<Element, ShadowRoot>();

function make(part: Part): Element {
  const element = document.createElement(part.is === 'host' ? 'x-host' : part.tag);
  element.id = part.name;
  if (part.is === 'field') {
    for (const [name, value] of Object.entries(part.set)) element.setAttribute(name, value);
    return element;
  }
  if (part.is === 'box') {
    if (part.role !== undefined) element.setAttribute('role', part.role);
    if (part.tag === 'dialog') element.setAttribute('open', '');
  } else {
    const root = element.attachShadow({ mode: part.mode });
    roots.set(element, root);
    root.append(...part.inside.map(make));
    if (part.slot) root.append(document.createElement('slot'));
  }
  element.append(...part.parts.map(make));
  return element;
}

function findIn(parts: readonly Part[]): Told {
  document.body.replaceChildren(...parts.map(make));
  document.body.id = 'body';
  const elements = elementsOf(document, (element) => roots.get(element));
  const groups = groupsOf(elements, (field) => isOpen(field) && isShown(field));
  return {
    fields: elements.filter(isField).map(({ id }) => id),
    groups: groups.map(({ container, fields }) => ({ container: container.id, fields: fields.map(({ id }) => id) })),
  };
}

/** Draws pages and says what is found in each. */
export function findAll(pages: readonly (readonly Part[])[]): Told[] {
  return pages.map(findIn);
}
