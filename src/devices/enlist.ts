import { checkExtension, extendList, findDevice } from './list.ts';
import type { CheckedList } from './list.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { readCertificate, readDeviceList } from '../wire/index.ts';

/** A version of the device list, as it is encoded and as it was checked. */
export interface HeldList {
  readonly encoded: Bytes;
  readonly checked: CheckedList;
}

/** The certificate of a device as a list has it, encoded. */
export function certificateOf(encodedList: Bytes, device: Id): Bytes | undefined {
  const { devices } = readDeviceList(encodedList).value;
  return devices.find((encoded) => readCertificate(encoded).value.device === device);
}

/** The list with one more device: the next version, signed by the list key. */
export async function enlist(held: HeldList, certificate: Bytes, listSeed: Bytes, now: number): Promise<HeldList> {
  const { device } = readCertificate(certificate).value;
  if (findDevice(held.checked, device)) return held;
  const encoded = await extendList(held.checked, {
    devices: [...readDeviceList(held.encoded).value.devices, certificate],
    removed: held.checked.removed,
    listKey: held.checked.listKey,
    listSeed,
    now,
  });
  return { encoded, checked: await checkExtension(held.checked, encoded) };
}
