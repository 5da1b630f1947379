import { wipe } from '../../crypto/index.ts';
import type { VaultHeader } from '../../records/index.ts';
import type { Pulled } from '../../sync/index.ts';
import { deviceName } from '../change/index.ts';
import { readRows, resealed, resealRows } from '../state/index.ts';
import { draftRenew } from './renew-device.ts';
import type { HandedKey, WayIn } from './follow-locked.ts';
import { draftFollowLocked, rowsAfter } from './follow-locked.ts';
import { StagedDatabase } from './staged-database.ts';
import type { WriteParts } from '../change/index.ts';
import type { Transition, VaultState } from '../state/index.ts';
import type { VaultDatabase } from '../../records/index.ts';
import { namedRecordId, openRecord } from '../../records/index.ts';
import { readDeviceNames } from '../../wire/index.ts';

/**
 * As `draftFollowLocked`, after CloneError, or taken out but not as revoked: follows also what a copy of this profile has written
 * meanwhile, and comes back as a device of its own, in one change (protocol 3). Sessions and the request key are the caller's to renew
 * first. Throws like both.
 */
export async function draftFollowAsAnother(
  parts: WriteParts,
  header: VaultHeader,
  pulled: Pulled,
  by: WayIn | HandedKey,
  now: number,
): Promise<Transition | null> {
  const followed = await draftFollowLocked(parts, header, pulled, by, now, 'another');
  if (!followed) return null;
  try {
    const { next, change } = followed;
    const staged = new StagedDatabase();
    const put = await rowsAfter(parts.database, change.put, change.remove);
    await staged.apply({ ...change, expected: null, put, remove: [] });
    const renewed = await draftRenew({ ...parts, database: staged }, next, await nameOf(parts, staged, next), now);
    await staged.apply(renewed.change);
    const before = (await readRows(parts.database)).map(({ id }) => id);
    const rows = change.rows
      ? { ...change.rows, ...(await resealed(change.rows.put, next, renewed.next)) }
      : await resealRows(parts.database, next, renewed.next);
    return { next: renewed.next, change: { ...staged.inPlaceOf(header, before), ...(rows ? { rows } : {}) } };
  } catch (error) {
    wipe(followed.next.masterKey);
    throw error;
  }
}

/** Who was taken out has no name in the list any more: it goes by the one that it had. */
async function nameOf({ database }: WriteParts, staged: StagedDatabase, next: VaultState): Promise<string> {
  return (await deviceName(staged, next)) || (await nameBefore(database, next));
}

async function nameBefore(database: VaultDatabase, { keyring, keys, device }: VaultState): Promise<string> {
  const row = await database.readRecord(namedRecordId(keyring, 'devices'));
  if (!row) return '';
  const { account } = keyring;
  const named = openRecord(keys, { account, id: row.id, revision: row.revision }, row.blob);
  return named.then(({ body }) => readDeviceNames(body).names[device] ?? '').catch(() => '');
}
