import { checkNamedList, listHash, removalOf } from '../../devices/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { bytes } from '../../encoding/index.ts';
import type { RowsChange, VaultChange, VaultHeader } from '../../records/index.ts';
import type { Removal } from '../../wire/index.ts';
import { readSealedDeviceSecrets } from '../../wire/index.ts';

/** Of this device nothing is left. */
export const noRows: RowsChange = { put: [], remove: [], others: 'removed' };

/** Why versions that go on from the list followed last take this device out; undefined for anything else, damage included. */
export async function removedForIn(
  header: VaultHeader,
  lists: readonly Bytes[],
): Promise<Removal['reason'] | undefined> {
  try {
    const encoded = header.sync?.synced?.list ?? header.list;
    const checked = await checkNamedList(encoded, header.account, listHash(encoded));
    const { device } = readSealedDeviceSecrets(header.device);
    return await removalOf({ encoded, checked, former: [] }, lists, device);
  } catch {
    return undefined;
  }
}

/** The same vault without what this device has for itself, and without its index: nothing opens it here any more. */
export function withoutDevice(header: VaultHeader): VaultChange {
  return {
    expected: header,
    header: { ...header, device: bytes(0) },
    put: [],
    remove: [],
    snapshotLength: 0,
    rows: noRows,
  };
}
