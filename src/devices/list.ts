import { digest, equal, sha256, sign, verify } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { associate, bytes, fromId } from '../encoding/index.ts';
import type { Certificate, DeviceList, Removal } from '../wire/index.ts';
import { readDeviceList, writeDeviceList, writeSigned } from '../wire/index.ts';
import { checkCertificate } from './certificate.ts';
import { DeviceListError } from './errors.ts';

const HASH_BYTES = 32;
const FIRST_VERSION = 1;

/** A device list that was checked, with its certificates opened. */
export interface CheckedList extends Omit<DeviceList, 'devices'> {
  readonly devices: readonly Certificate[];
  /** 32 bytes: what manifests and the next version name. */
  readonly hash: Bytes;
}

/** The hash by which a manifest and the next version name a list. */
export function listHash(encoded: Bytes): Bytes {
  return digest('device/list-hash', { list: sha256(encoded) });
}

function messageOf(account: Id, signed: Bytes): Bytes {
  // Hashed first: a field takes 65,535 bytes, a list may be longer.
  return associate('device/list', { account: fromId(account), list: sha256(signed) });
}

async function publish(list: DeviceList, signerSeed: Bytes): Promise<Bytes> {
  const signed = writeDeviceList(list);
  return writeSigned(signed, await sign(signerSeed, messageOf(list.account, signed)));
}

interface First {
  readonly account: Id;
  readonly identity: Bytes;
  readonly identitySeed: Bytes;
  /** Public half of the key that signs version 2. */
  readonly listKey: Bytes;
  readonly certificate: Bytes;
  readonly now: number;
}

/** The first version, made with the account: no list key stands before it, so the identity signs. Encoded. */
export async function firstList({ account, identity, identitySeed, listKey, certificate, now }: First): Promise<Bytes> {
  const list: DeviceList = {
    account,
    version: FIRST_VERSION,
    identity,
    previous: bytes(HASH_BYTES),
    listKey,
    devices: [certificate],
    removed: [],
    time: now,
  };
  return publish(list, identitySeed);
}

interface Extension {
  /** Certificates of all devices that are listed from now on. */
  readonly devices: readonly Bytes[];
  readonly removed: readonly Removal[];
  /** The same key, or, where a device was removed, a new one. */
  readonly listKey: Bytes;
  /** Private half of the key that the list held names. */
  readonly listSeed: Bytes;
  readonly now: number;
}

/** The next version, encoded. The caller checks it like anybody else's (`checkExtension`). */
export async function extendList(held: CheckedList, next: Extension): Promise<Bytes> {
  const list: DeviceList = {
    account: held.account,
    version: held.version + 1,
    identity: held.identity,
    previous: held.hash,
    listKey: next.listKey,
    devices: [...next.devices],
    removed: [...next.removed],
    time: next.now,
  };
  return publish(list, next.listSeed);
}

/**
 * Reads a list whose hash an authenticated source named (a manifest, a linking transcript), and checks what can be checked
 * of it alone: account, certificates, and for a first version the identity's signature. Throws DeviceListError,
 * MalformedError, FormatError.
 */
export async function checkNamedList(encoded: Bytes, account: Id, hash: Bytes): Promise<CheckedList> {
  if (!equal(listHash(encoded), hash)) throw new DeviceListError();
  const { value, signed, signature } = readDeviceList(encoded);
  if (value.version === FIRST_VERSION && !(await verify(value.identity, messageOf(account, signed), signature))) {
    throw new DeviceListError();
  }
  return checked(value, account, hash);
}

/** Accepts a list only as the next version of the one held (protocol 6). Throws DeviceListError, MalformedError, FormatError. */
export async function checkExtension(held: CheckedList, encoded: Bytes): Promise<CheckedList> {
  const { value, signed, signature } = readDeviceList(encoded);
  const follows =
    value.account === held.account &&
    value.version === held.version + 1 &&
    equal(value.identity, held.identity) &&
    equal(value.previous, held.hash) &&
    (await verify(held.listKey, messageOf(held.account, signed), signature));
  if (!follows) throw new DeviceListError();
  const next = await checked(value, held.account, listHash(encoded));
  if (!removesProperly(held, next)) throw new DeviceListError();
  return next;
}

async function checked(list: DeviceList, account: Id, hash: Bytes): Promise<CheckedList> {
  if (list.account !== account) throw new DeviceListError();
  const devices = await Promise.all(list.devices.map((encoded) => checkCertificate(list.identity, account, encoded)));
  const listed = new Set(devices.map(({ device }) => device));
  if (listed.size !== devices.length || list.removed.some(({ device }) => listed.has(device)))
    throw new DeviceListError();
  return { ...list, devices, hash };
}

/** Nobody vanishes unsaid, nobody comes back, and a removal replaces the list key: the removed device knew the old one. */
function removesProperly(held: CheckedList, next: CheckedList): boolean {
  const removed = new Map(next.removed.map((removal) => [removal.device, removal]));
  const listed = new Set(next.devices.map(({ device }) => device));
  const remembered = held.removed.every(({ device, reason }) => removed.get(device)?.reason === reason);
  const accounted = held.devices.every(({ device }) => listed.has(device) || removed.has(device));
  const isNewRemoval = next.removed.length > held.removed.length;
  return remembered && accounted && (!isNewRemoval || !equal(held.listKey, next.listKey));
}

/** The certificate of a device that stands in the list. */
export function findDevice(list: CheckedList, device: Id): Certificate | undefined {
  return list.devices.find((certificate) => certificate.device === device);
}
