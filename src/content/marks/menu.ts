import type { Box } from './geometry.ts';
import { placeFrame } from './geometry.ts';
import { newSurface } from './surface.ts';

export interface MarkMenuItem {
  readonly label: string;
  readonly choose: () => void;
}

/** The same colours as src/ui/kit/tokens.css: no style sheet of ours reaches into a page. */
const menuCss = `
.menu {
  all: initial;
  position: fixed;
  inset: auto;
  display: grid;
  padding: 4px;
  color-scheme: light dark;
  border: 1px solid light-dark(#e6e1d6, #34313c);
  border-radius: 10px;
  background: light-dark(#fff, #201e26);
  box-shadow: 0 1px 2px #0001, 0 8px 24px #00000024;
}
.item {
  all: initial;
  padding: 8px 12px;
  font: 13px/1.4 system-ui, sans-serif;
  color: light-dark(#211f26, #efebe3);
  border-radius: 8px;
  cursor: pointer;
}
.item:focus, .item:hover { background: light-dark(#f6ecd6, #322b1c); }
`;

/**
 * A small menu at a mark, on a surface of its own: it takes the focus, and with that the mark of a field goes. Arrow keys
 * move, Escape, Tab and a press elsewhere close it.
 */
export function openMarkMenu(near: Node, at: Box, items: readonly MarkMenuItem[]): void {
  const open = new AbortController();
  const close = (): void => open.abort();
  const menu = document.createElement('div');
  menu.className = 'menu';
  menu.role = 'menu';
  menu.popover = 'manual';
  const buttons = new Map(items.map((item) => [newItem(item), item] as const));
  menu.append(...buttons.keys());
  const { root } = newSurface(near, menuCss, open.signal, (event, inner) => {
    if (event instanceof KeyboardEvent && event.type === 'keydown') steer(event, [...buttons.keys()], inner, close);
    const chosen = buttons.get(inner as HTMLButtonElement);
    if (event.type !== 'click' || !chosen) return;
    close();
    if (event.isTrusted) chosen.choose();
  });
  root.append(menu);
  menu.showPopover();
  const { width, height } = menu.getBoundingClientRect();
  const { left, top } = placeFrame(at, { width, height }, { width: innerWidth, height: innerHeight });
  menu.style.left = `${String(left)}px`;
  menu.style.top = `${String(top)}px`;
  (menu.firstElementChild as HTMLElement | null)?.focus();
  addEventListener('blur', (event) => event.target === window && close(), { signal: open.signal });
  // The veil stops presses on the menu: what is heard here is elsewhere.
  addEventListener('pointerdown', close, { capture: true, signal: open.signal });
}

function newItem({ label }: MarkMenuItem): HTMLButtonElement {
  const item = document.createElement('button');
  item.className = 'item';
  item.type = 'button';
  item.role = 'menuitem';
  item.tabIndex = -1;
  item.textContent = label;
  return item;
}

function steer(event: KeyboardEvent, items: readonly HTMLElement[], at: Element | undefined, close: () => void): void {
  const index = items.findIndex((item) => item === at);
  const step = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 }[event.key];
  if (event.key === 'Escape' || event.key === 'Tab') close();
  if (step === undefined && event.key !== 'Escape') return;
  event.preventDefault();
  items.at((step ?? 0) % items.length)?.focus();
}
