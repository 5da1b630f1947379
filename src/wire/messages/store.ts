import { storeOrigin } from '../../typed/index.ts';
import { MOST_ORIGIN_CHARACTERS } from '../format/index.ts';

/** Whether a text is the origin of a store in its one spelling: https, or http on loopback; no path. */
export function isStore(origin: string): boolean {
  try {
    return origin.length <= MOST_ORIGIN_CHARACTERS && storeOrigin(origin) === origin;
  } catch {
    return false;
  }
}
