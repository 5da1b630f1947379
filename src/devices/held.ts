import { equal, signingKeyPair, wipe } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import type { Certificate, Removal } from '../wire/index.ts';
import { readCertificate, readDeviceList } from '../wire/index.ts';
import { certify } from './certificate.ts';
import type { CheckedList } from './list.ts';
import { checkExtension, checkFirst, extendList, findDevice } from './list.ts';

/** A version of the device list as it is encoded and as it was checked, and every version before it, oldest first. */
export interface HeldList {
  readonly encoded: Bytes;
  readonly checked: CheckedList;
  readonly former: readonly Bytes[];
}

/** Private halves of the account's identity and of the key that signs the next version (Ed25519 seeds, 32 bytes). */
export interface ListSeeds {
  readonly identity: Bytes;
  readonly list: Bytes;
}

/** Every version of a chain: from the first, or those after the one held. Throws DeviceListError, MalformedError, FormatError. */
export async function checkChain(
  account: Id,
  versions: readonly Bytes[],
  held?: HeldList,
): Promise<readonly HeldList[]> {
  const chain: HeldList[] = [];
  let last = held;
  for (const encoded of versions) {
    const checked = last ? await checkExtension(last.checked, encoded) : await checkFirst(encoded, account);
    last = { encoded, checked, former: last ? [...last.former, last.encoded] : [] };
    chain.push(last);
  }
  return chain;
}

function certificatesOf({ encoded }: HeldList): readonly Bytes[] {
  return readDeviceList(encoded).value.devices;
}

async function after(held: HeldList, encoded: Bytes): Promise<HeldList> {
  const checked = await checkExtension(held.checked, encoded);
  return { encoded, checked, former: [...held.former, held.encoded] };
}

/** The list with one more device. The same list where it stands there. */
export async function enlist(
  held: HeldList,
  seeds: ListSeeds,
  certificate: Certificate,
  now: number,
): Promise<HeldList> {
  if (findDevice(held.checked, certificate.device)) return held;
  const devices = [...certificatesOf(held), await certify(seeds.identity, certificate)];
  return after(held, await extendList(held.checked, { devices, listSeed: seeds.list, now }));
}

/** The list with another certificate of a device that stands there: other keys, a newer time (protocol 6). */
export async function recertify(
  held: HeldList,
  seeds: ListSeeds,
  certificate: Certificate,
  now: number,
): Promise<HeldList> {
  const renewed = await certify(seeds.identity, certificate);
  const place = held.checked.devices.findIndex(({ device }) => device === certificate.device);
  const devices = certificatesOf(held).map((encoded, at) => (at === place ? renewed : encoded));
  return after(held, await extendList(held.checked, { devices, listSeed: seeds.list, now }));
}

/** When each device stood in the list first, by its own certificate of then, in milliseconds since 1970. */
export function firstListed({ encoded, former }: HeldList): ReadonlyMap<Id, number> {
  const first = new Map<Id, number>();
  for (const version of [...former, encoded]) {
    for (const one of readDeviceList(version).value.devices) {
      const { device, createdAt } = readCertificate(one).value;
      if (!first.has(device)) first.set(device, createdAt);
    }
  }
  return first;
}

/** The list at another store. The same list where it is there. */
export async function moveTo(held: HeldList, listSeed: Bytes, store: string, now: number): Promise<HeldList> {
  if (held.checked.store === store) return held;
  return after(held, await extendList(held.checked, { devices: certificatesOf(held), store, listSeed, now }));
}

/**
 * Why a device was taken out, by what goes on from the list held: undefined where it was not. `versions` may begin anywhere.
 * Throws DeviceListError, MalformedError, FormatError for what doesn't go on from it.
 */
export async function removalOf(
  held: HeldList,
  versions: readonly Bytes[],
  device: Id,
): Promise<Removal['reason'] | undefined> {
  const at = versions.findIndex((encoded) => equal(encoded, held.encoded));
  const newest = (await checkChain(held.checked.account, versions.slice(at + 1), held)).at(-1) ?? held;
  return newest.checked.removed.find((removal) => removal.device === device)?.reason;
}

/** What a removal comes to: the list without these devices, and the seeds of its new keys, which the caller seals and wipes. */
interface Removed {
  readonly list: HeldList;
  readonly seeds: ListSeeds;
}

/**
 * The list without these devices, as a succession (protocol 6.2): a new identity signs the certificates of those that stay,
 * and signs the next ones; a new list key signs the next version. Throws DeviceListError for a device that isn't listed, and
 * where nobody would be left.
 */
export async function removeDevices(
  held: HeldList,
  seeds: ListSeeds,
  devices: readonly Id[],
  reason: Removal['reason'],
  now: number,
): Promise<Removed> {
  const [identity, listKey] = await Promise.all([signingKeyPair(), signingKeyPair()]);
  const next: ListSeeds = { identity: identity.privateKey, list: listKey.privateKey };
  try {
    const staying = held.checked.devices.filter(({ device }) => !devices.includes(device));
    const encoded = await extendList(held.checked, {
      devices: await Promise.all(staying.map((certificate) => certify(next.identity, certificate))),
      succession: {
        removed: devices.map((device) => ({ device, reason, time: now })),
        identity: identity.publicKey,
        listKey: listKey.publicKey,
        formerSeed: seeds.identity,
      },
      listSeed: seeds.list,
      now,
    });
    return { list: await after(held, encoded), seeds: next };
  } catch (error) {
    wipeSeeds(next);
    throw error;
  }
}

export function wipeSeeds({ identity, list }: ListSeeds): void {
  wipe(identity, list);
}
