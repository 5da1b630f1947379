import type { Box } from '../marks/index.ts';
import { boxOf, extentOf } from '../reading/index.ts';
import type { Place } from '../reading/index.ts';
import { hasNoAddress } from '../document/index.ts';

export const composeSize = { width: 412, height: 252 };
export const saveSize = { width: 372, height: 204 };
/** A row that is cut says that more follow. */
export const menuSize = { width: 300, height: 256 };

const revealWidth = 380;

/** What an armored text of so many characters may need once it is opened: the page knows that length. What is longer scrolls. */
export function revealSize(length: number): { width: number; height: number } {
  const lines = Math.ceil((length * 3) / 4 / 40);
  return { width: revealWidth, height: Math.min(132 + 22 * Math.min(lines, 10), 352) };
}

/** Where a text stands now; undefined: it is gone. */
export function boxOfText(place: Place): Box | undefined {
  const extent = place.node.isConnected ? extentOf(place) : undefined;
  return extent && boxOf(extent);
}

/** Where an element stands now; undefined: it is gone. */
export function boxOfElement(element: Element): Box | undefined {
  return element.isConnected ? element.getBoundingClientRect() : undefined;
}

/** Isolated pages keep frames out unless the browser knows credentialless ones; editors' own frames cover ours. */
export function letsFramesIn(): boolean {
  if (hasNoAddress()) return false;
  return !crossOriginIsolated || 'credentialless' in HTMLIFrameElement.prototype;
}
