import type { Box } from './geometry.ts';
import { markArea, markSize } from './spots.ts';

/** What is drawn of marks; in the closed root of their layer no page reaches it, and no policy of a page forbids it. */
export const markCss = `
.layer {
  all: initial;
  position: fixed;
  inset: 0 auto auto 0;
  width: 0;
  height: 0;
}
.mark {
  all: initial;
  position: absolute;
  display: grid;
  place-items: center;
  box-sizing: border-box;
  width: ${String(markArea)}px;
  height: ${String(markArea)}px;
  border-radius: 10px;
  cursor: pointer;
}
.mark:focus-visible { outline: 2px solid #2457d6; outline-offset: -4px; }
.mark svg { display: block; width: ${String(markSize)}px; height: ${String(markSize)}px; pointer-events: none; }
`;

export interface MarkParts {
  readonly label: string;
  /** Not reached by Tab: the field has a shortcut of its own. */
  readonly aside?: boolean;
}

/** The key with the bow of a speech bubble. */
export function newMark({ label, aside }: MarkParts): HTMLButtonElement {
  const mark = document.createElement('button');
  mark.className = 'mark';
  mark.type = 'button';
  mark.ariaLabel = label;
  mark.title = label;
  if (aside) mark.tabIndex = -1;
  mark.append(drawing());
  return mark;
}

/** Moves a mark to a place of the screen. `origin`: where its layer's own zero is. */
export function moveMark(mark: HTMLElement, { left, top }: Box, origin: Box): void {
  const place = [`${String(left - origin.left)}px`, `${String(top - origin.top)}px`] as const;
  if (mark.style.left !== place[0]) mark.style.left = place[0];
  if (mark.style.top !== place[1]) mark.style.top = place[1];
  if (mark.style.translate !== '') mark.style.translate = '';
}

type Shape = readonly [name: string, attributes: Readonly<Record<string, string>>];

const gold = '#e3ab4b';
const shapes: readonly Shape[] = [
  ['rect', { width: '32', height: '32', rx: '7.5', fill: '#1f1d24' }],
  ['path', { d: 'M15.2 15.2 26 26M21.1 26.3l3.5-3.5', stroke: gold, 'stroke-width': '3.5', 'stroke-linecap': 'round' }],
  [
    'path',
    {
      d: 'M5 11.6C5 7.4 8.2 4.6 12.3 4.6s7.3 2.8 7.3 7-3.2 7-7.3 7c-.9 0-1.7-.1-2.5-.4L6 20l.9-3.5C5.7 15.3 5 13.6 5 11.6ZM9.8 11.6a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0Z',
      fill: gold,
      'fill-rule': 'evenodd',
    },
  ],
];

function drawing(): SVGElement {
  const svg = shape(['svg', { viewBox: '0 0 32 32', 'aria-hidden': 'true' }]);
  svg.append(...shapes.map(shape));
  return svg;
}

function shape([name, attributes]: Shape): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}
