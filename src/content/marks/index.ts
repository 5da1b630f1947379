/*
 * The engine of marks: where a mark may stand in a web page, when it must go, in which layer. It knows what a page draws
 * and what of it is pressed, never what a mark is for.
 */
export { Marks } from './marks.ts';
export { openMarkMenu } from './menu.ts';
export type { MarkMenuItem } from './menu.ts';
export { isOurs, parentOf } from './tree.ts';
export { clearLeftovers, newSurface } from './surface.ts';
export { pressedIn } from './under.ts';
export { fit, hasRoom, placeFrame, placeOver } from './geometry.ts';
export type { Box, Point, Size } from './geometry.ts';
