import type { Sites, SitesMode } from '../../rpc/index.ts';
import { everySite } from './site-address.ts';

const everywhere: readonly string[] = [everySite, '<all_urls>'];

/** Whether a choice needs a question of the browser's before it holds. Sites of one's own are asked for one by one. */
export function asksFirst(chosen: SitesMode, { granted }: Pick<Sites, 'granted'>): boolean {
  return chosen === 'all' && !granted.some((pattern) => everywhere.includes(pattern));
}

/**
 * What stands chosen: the user's choice in this page, which is no fact yet ("these" begins with no site; "all" waits for the
 * browser), else how things are.
 */
export function chosenMode(sites: Pick<Sites, 'mode'> | undefined, wish: SitesMode | undefined): SitesMode {
  return wish ?? sites?.mode ?? 'on-click';
}
