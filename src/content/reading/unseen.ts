import { asIs } from '../../autofill/index.ts';
import { parentOf } from '../marks/index.ts';
import type { Reader } from './flow.ts';
import { isUnread } from './unread.ts';

/** Elements that pages seldom draw otherwise than in lines of their own. */
const blocks = new Set([
  ...['address', 'article', 'blockquote', 'br', 'dd', 'div', 'dl', 'dt', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['header', 'hr', 'li', 'main', 'ol', 'p', 'pre', 'section', 'table', 'td', 'th', 'tr', 'ul'],
]);

/** Reads everything, and asks the browser for no style: many places have to be looked at for one text. */
export const roughly: Reader = {
  enters: (element) => !isUnread(element),
  reads: () => true,
  breaks: ({ localName }) => blocks.has(localName),
};

/** Reads also what is folded away now: the rest of a text may be behind a "more". */
export const everything: Reader = {
  ...roughly,
  breaks: (element) =>
    element.localName === 'br' || !/^(?:inline|contents|ruby|none)/.test(getComputedStyle(element).display),
};

/**
 * Reads what a person sees, and would copy: not what is hidden, is there for screen readers only, presses something, or
 * can't be selected, as line numbers can't. Where the text begins in such a place itself, that says nothing.
 */
export function whatIsSeen(start: Text): Reader {
  const around = parentOf(start);
  if (!around) return everything;
  const isSelectable = getComputedStyle(around).userSelect !== 'none';
  const isDrawn = asIs(around).getClientRects().length > 0;
  const isShown = asIs(around).checkVisibility();
  const isVisible = getComputedStyle(around).visibility === 'visible';
  return {
    breaks: everything.breaks,
    enters: (element) => {
      if (isUnread(element) || element.localName === 'button' || element.role === 'button') return false;
      const style = getComputedStyle(element);
      if (style.display === 'none' || style.contentVisibility === 'hidden' || style.opacity === '0') return false;
      // What closed details fold away has its place, and is not drawn.
      if (isShown && style.display !== 'contents' && !asIs(element).checkVisibility()) return false;
      return !(isSelectable && style.userSelect === 'none') && !isAside(style) && !(isDrawn && isTiny(element, style));
    },
    reads: (text) => {
      const outer = isVisible ? parentOf(text) : null;
      const isFolded = isShown && outer instanceof HTMLDetailsElement && !outer.open;
      return !outer || (!isFolded && getComputedStyle(outer).visibility === 'visible');
    },
  };
}

/** How far sites put things that only screen readers shall find, in pixels. */
const far = -900;

function isAside(style: CSSStyleDeclaration): boolean {
  const { position, clipPath, fontSize, left, top, textIndent, marginLeft } = style;
  if (Number.parseFloat(fontSize) < 1) return true;
  if (/^(?:inset\((?:50|100)%|circle\(0)/.test(clipPath)) return true;
  if ([left, top, textIndent, marginLeft].some((length) => Number.parseFloat(length) <= far)) return true;
  // Old, and what most sites still hide such things by.
  const clip = style.getPropertyValue('clip');
  return (position === 'absolute' || position === 'fixed') && clip !== 'auto' && clip !== '';
}

function isTiny(element: Element, { overflowX, display }: CSSStyleDeclaration): boolean {
  if (overflowX === 'visible' || display.startsWith('inline') || display === 'contents') return false;
  const { width, height } = asIs(element).getBoundingClientRect();
  return width <= 2 || height <= 2;
}
