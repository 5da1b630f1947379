import { wipe } from '../../crypto/index.ts';
import type { VaultHeader } from '../../records/index.ts';
import type { Pulled } from '../../sync/index.ts';
import { deviceName } from '../change/index.ts';
import { readRows } from '../state/index.ts';
import { draftRenew } from './renew-device.ts';
import type { Reopened, WayIn } from './follow-locked.ts';
import { draftReopen, rowsAfter } from './follow-locked.ts';
import { StagedStore } from './staged-database.ts';
import type { Workshop } from '../change/index.ts';

/**
 * As `draftReopen`, after CloneError: follows what a copy of this profile has written meanwhile, and comes back as a device
 * of its own, in one change (protocol 3). Sessions and the request key are the caller's to renew first. Throws like both.
 */
export async function draftReopenCopied(
  shop: Workshop,
  header: VaultHeader,
  pulled: Pulled,
  way: WayIn,
  now: number,
): Promise<Reopened | null> {
  const followed = await draftReopen(shop, header, pulled, way, now, 'copied');
  if (!followed) return null;
  try {
    const { next, change } = followed;
    const staged = new StagedStore();
    const put = await rowsAfter(shop.store, change.put, change.remove);
    await staged.apply({ ...change, expectedHead: null, put, remove: [] });
    const renewed = await draftRenew({ ...shop, store: staged }, next, await deviceName(staged, next), now);
    await staged.apply(renewed.change);
    const before = (await readRows(shop.store)).map(({ id }) => id);
    return { next: renewed.next, change: staged.inPlaceOf(header.head, before) };
  } catch (error) {
    wipe(followed.next.masterKey);
    throw error;
  }
}
