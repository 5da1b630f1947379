import { world } from './document/index.ts';
import { clearLeftovers } from './marks/index.ts';
import { wake } from './wait.ts';

/**
 * Run in tabs that are open when we come, or come anew by an update, which ended our earlier scripts there without a last
 * word: a page in which they showed anything gets it anew, at once. A person was there before, so nobody has to be awaited.
 */
export function again(): void {
  // What lives is no leftover.
  if (world().life?.signal.aborted === false) return;
  if (clearLeftovers()) wake();
}
