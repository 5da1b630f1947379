import { asIs } from '../../autofill/index.ts';
import type { Box } from './geometry.ts';
import { intersect } from './geometry.ts';
import { parentOf } from './tree.ts';

/** Elements that the browser draws above everything else, cut by nothing. */
export const topLayer = 'dialog:modal, :popover-open, :fullscreen';

/** What of `box`, which is drawn in `element`, is let through by everything that scrolls or cuts round it. */
export function seenOf(box: Box, element: Element, view: Box): Box | undefined {
  let seen = intersect(box, view);
  let style = getComputedStyle(element);
  if (asIs(element).matches(topLayer)) return seen;
  for (let around = parentOf(element); around && seen; around = parentOf(around)) {
    const outer = getComputedStyle(around);
    if (!holds(outer, style)) continue;
    seen = throughWindow(seen, around, outer);
    style = outer;
    if (asIs(around).matches(topLayer)) return seen;
  }
  return seen;
}

/** Whether what is positioned so is laid out, and therefore cut, by an element of this style. */
function holds(outer: CSSStyleDeclaration, { position }: CSSStyleDeclaration): boolean {
  if (outer.display === 'contents') return false;
  if (position === 'fixed') return holdsFixed(outer);
  return position !== 'absolute' || outer.position !== 'static' || holdsFixed(outer);
}

function holdsFixed(style: CSSStyleDeclaration): boolean {
  const { transform, translate, rotate, scale, perspective, filter, backdropFilter, contain, willChange } = style;
  const shifts = [transform, translate, rotate, scale, perspective, filter, backdropFilter];
  return (
    shifts.some((shift) => shift !== 'none' && shift !== '') ||
    /paint|layout|strict|content/.test(contain) ||
    /transform|perspective|filter/.test(willChange)
  );
}

function throughWindow(box: Box, around: Element, style: CSSStyleDeclaration): Box | undefined {
  const paints = /paint|strict|content/.test(style.contain);
  const cutsX = paints || style.overflowX !== 'visible';
  const cutsY = paints || style.overflowY !== 'visible';
  if ((!cutsX && !cutsY) || style.display === 'inline' || isViewport(around)) return box;
  const inner = innerBox(around);
  return intersect(box, {
    left: cutsX ? inner.left : -Infinity,
    right: cutsX ? inner.right : Infinity,
    top: cutsY ? inner.top : -Infinity,
    bottom: cutsY ? inner.bottom : Infinity,
  });
}

/** The root's overflow is the window's; so is the body's, as long as the root has none of its own. */
function isViewport(element: Element): boolean {
  if (element === document.documentElement) return true;
  return element === document.body && getComputedStyle(document.documentElement).overflowY === 'visible';
}

/** An element without its borders and scroll bars, as it is drawn. */
export function innerBox(drawn: Element): Box {
  const element = asIs(drawn);
  const { left, top, width, height } = element.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = element instanceof HTMLElement ? element : { offsetWidth: 0, offsetHeight: 0 };
  const x = offsetWidth > 0 ? width / offsetWidth : 1;
  const y = offsetHeight > 0 ? height / offsetHeight : 1;
  return {
    left: left + element.clientLeft * x,
    top: top + element.clientTop * y,
    right: left + (element.clientLeft + element.clientWidth) * x,
    bottom: top + (element.clientTop + element.clientHeight) * y,
  };
}
