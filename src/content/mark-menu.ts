import type { Box } from './geometry.ts';
import { placeFrame } from './geometry.ts';
import { dress, newSurface } from './surface.ts';

export interface MarkMenuItem {
  readonly label: string;
  readonly choose: () => void;
}

/** The same colours as src/ui/kit/tokens.css: no style sheet of ours reaches into a page. */
const light = { card: '#fff', ink: '#211f26', line: '#e6e1d6', selected: '#f6ecd6' };
const dark = { card: '#201e26', ink: '#efebe3', line: '#34313c', selected: '#322b1c' };

/**
 * A small menu at a mark, on a surface of its own: it takes the focus, and with that the mark of a field goes. Arrow keys
 * move, Escape and a press elsewhere close it.
 */
export function openMenu(near: Node, at: Box, items: readonly MarkMenuItem[]): void {
  const colours = matchMedia('(prefers-color-scheme: dark)').matches ? dark : light;
  const menu = document.createElement('div');
  menu.role = 'menu';
  dress(menu, {
    all: 'initial',
    position: 'fixed',
    display: 'grid',
    padding: '4px',
    border: `1px solid ${colours.line}`,
    'border-radius': '10px',
    background: colours.card,
    'box-shadow': '0 1px 2px #0001, 0 8px 24px #00000024',
  });
  const open = new AbortController();
  const close = newCloser(menu, open);
  menu.append(...items.map((item) => newItem(item, colours, close)));
  menu.addEventListener('keydown', (event) => steer(event, menu, close));
  newSurface(near, open.signal).append(menu);
  const { width, height } = menu.getBoundingClientRect();
  const place = placeFrame(at, { width, height }, { width: innerWidth, height: innerHeight });
  dress(menu, { left: `${String(place.left)}px`, top: `${String(place.top)}px` });
  (menu.firstElementChild as HTMLElement | null)?.focus();
}

function newCloser(menu: HTMLElement, open: AbortController): () => void {
  const close = (): void => open.abort();
  // Presses inside come from our closed root, so the page's side of the event cannot be told from one outside.
  menu.addEventListener('pointerdown', (event) => event.stopPropagation());
  addEventListener('blur', close, { signal: open.signal });
  setTimeout(() => {
    if (!open.signal.aborted) addEventListener('pointerdown', close, { signal: open.signal });
  });
  return close;
}

function newItem({ label, choose }: MarkMenuItem, colours: typeof light, close: () => void): HTMLButtonElement {
  const item = document.createElement('button');
  item.type = 'button';
  item.role = 'menuitem';
  item.tabIndex = -1;
  item.textContent = label;
  dress(item, {
    all: 'initial',
    padding: '8px 12px',
    font: '13px/1.4 system-ui, sans-serif',
    color: colours.ink,
    'border-radius': '8px',
    cursor: 'pointer',
  });
  const lit = (on: boolean) => (): void => dress(item, { background: on ? colours.selected : 'none' });
  for (const event of ['focus', 'pointerenter']) item.addEventListener(event, lit(true));
  for (const event of ['blur', 'pointerleave']) item.addEventListener(event, lit(false));
  item.addEventListener('click', (event) => {
    close();
    if (event.isTrusted) choose();
  });
  return item;
}

function steer(event: KeyboardEvent, menu: HTMLElement, close: () => void): void {
  const items = [...menu.children] as HTMLElement[];
  const focused = (menu.getRootNode() as ShadowRoot).activeElement;
  const at = items.findIndex((item) => item === focused);
  const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (event.key === 'Escape' || event.key === 'Tab') close();
  if (step === undefined) return;
  event.preventDefault();
  items.at(step % items.length)?.focus();
}
