import { wipe } from '../../crypto/index.ts';
import type { VaultHeader } from '../../records/index.ts';
import type { Pulled } from '../../sync/index.ts';
import { deviceName } from '../change/index.ts';
import { readRows } from '../state/index.ts';
import { draftRenew } from './renew-device.ts';
import type { WayIn } from './follow-locked.ts';
import { draftFollowLocked, rowsAfter } from './follow-locked.ts';
import { StagedDatabase } from './staged-database.ts';
import type { WriteParts } from '../change/index.ts';
import type { Transition } from '../state/index.ts';

/**
 * As `draftFollowLocked`, after CloneError: follows what a copy of this profile has written meanwhile, and comes back as a device
 * of its own, in one change (protocol 3). Sessions and the request key are the caller's to renew first. Throws like both.
 */
export async function draftFollowCopied(
  parts: WriteParts,
  header: VaultHeader,
  pulled: Pulled,
  way: WayIn,
  now: number,
): Promise<Transition | null> {
  const followed = await draftFollowLocked(parts, header, pulled, way, now, 'copied');
  if (!followed) return null;
  try {
    const { next, change } = followed;
    const staged = new StagedDatabase();
    const put = await rowsAfter(parts.database, change.put, change.remove);
    await staged.apply({ ...change, expectedHead: null, put, remove: [] });
    const renewed = await draftRenew({ ...parts, database: staged }, next, await deviceName(staged, next), now);
    await staged.apply(renewed.change);
    const before = (await readRows(parts.database)).map(({ id }) => id);
    return { next: renewed.next, change: staged.inPlaceOf(header.head, before) };
  } catch (error) {
    wipe(followed.next.masterKey);
    throw error;
  }
}
