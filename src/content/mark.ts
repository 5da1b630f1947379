import { message } from '../platform/page/index.ts';
import type { Point } from './geometry.ts';
import { markArea, markSize } from './geometry.ts';
import { openMenu } from './mark-menu.ts';
import { dress } from './surface.ts';

export interface MarkParts {
  readonly label: string;
  /** Not reached by Tab: the field has a shortcut of its own. */
  readonly aside?: boolean;
  readonly press: () => void;
  readonly switchOff: () => void;
}

const area: Readonly<Record<string, string>> = {
  all: 'initial',
  position: 'fixed',
  display: 'grid',
  'place-items': 'center',
  'box-sizing': 'border-box',
  width: `${String(markArea)}px`,
  height: `${String(markArea)}px`,
  margin: '0',
  padding: '0',
  border: '0',
  'border-radius': '10px',
  background: 'none',
  cursor: 'pointer',
};

/** The key with the bow of a speech bubble: pressing it opens a frame of ours, its menu switches the site off. */
export function newMark(root: ShadowRoot, { label, aside, press, switchOff }: MarkParts): HTMLButtonElement {
  const mark = document.createElement('button');
  mark.type = 'button';
  mark.ariaLabel = label;
  mark.title = label;
  if (aside) mark.tabIndex = -1;
  dress(mark, area);
  mark.append(drawing());
  // The field keeps the focus, and with it the mark.
  mark.addEventListener('mousedown', (event) => event.preventDefault());
  mark.addEventListener('click', (event) => {
    if (event.isTrusted) press();
  });
  mark.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    if (!event.isTrusted) return;
    const items = [
      { label, choose: press },
      { label: message('markSwitchOff', location.hostname), choose: switchOff },
    ];
    openMenu(root.host, mark.getBoundingClientRect(), items);
  });
  mark.addEventListener('focus', () => dress(mark, mark.matches(':focus-visible') ? focused : unfocused));
  mark.addEventListener('blur', () => dress(mark, unfocused));
  root.append(mark);
  return mark;
}

export function moveMark(mark: HTMLElement, place: Point | undefined): void {
  if (!place) dress(mark, { visibility: 'hidden' });
  else dress(mark, { visibility: 'visible', left: `${String(place.left)}px`, top: `${String(place.top)}px` });
}

const focused = { outline: '2px solid #2457d6', 'outline-offset': '-4px' };
const unfocused = { outline: 'none' };

type Shape = readonly [name: string, attributes: Readonly<Record<string, string>>];

const shapes: readonly Shape[] = [
  ['rect', { width: '32', height: '32', rx: '7.5', fill: '#1f1d24' }],
  ['path', { d: 'M15.2 15.2 26 26', stroke: '#e3ab4b', 'stroke-width': '3.6', 'stroke-linecap': 'round' }],
  ['path', { d: 'M21.1 26.3 24.6 22.8', stroke: '#e3ab4b', 'stroke-width': '3.4', 'stroke-linecap': 'round' }],
  [
    'path',
    {
      d: 'M5 11.6C5 7.4 8.2 4.6 12.3 4.6s7.3 2.8 7.3 7-3.2 7-7.3 7c-.9 0-1.7-.1-2.5-.4L6 20l.9-3.5C5.7 15.3 5 13.6 5 11.6Z',
      fill: '#e3ab4b',
    },
  ],
  ['circle', { cx: '12.3', cy: '11.6', r: '2.5', fill: '#1f1d24' }],
];

function drawing(): SVGElement {
  const svg = shape(['svg', { viewBox: '0 0 32 32', 'aria-hidden': 'true' }]);
  dress(svg, { display: 'block', width: `${String(markSize)}px`, height: `${String(markSize)}px` });
  svg.append(...shapes.map(shape));
  return svg;
}

function shape([name, attributes]: Shape): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}
