import { digest, equal, sha256, sign, verify } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { associate, bytes, fromId, u32 } from '../encoding/index.ts';
import type { Certificate, DeviceList, ListVersion, Removal } from '../wire/index.ts';
import { isListSound, mayFollow, readDeviceList, writeDeviceList, writeSigned } from '../wire/index.ts';
import { checkCertificate } from './certificate.ts';
import { DeviceListError } from './errors.ts';

const HASH_BYTES = 32;
const FIRST_VERSION = 1;

/** A device list that was checked, with its certificates opened. */
export interface CheckedList extends ListVersion {
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

/** What the former identity signs of the one that takes its place in `next`. */
function successionOf(held: CheckedList, next: Pick<DeviceList, 'identity' | 'version'>): Bytes {
  return associate('device/succession', {
    account: fromId(held.account),
    old: held.identity,
    new: next.identity,
    version: u32(next.version),
    previous: held.hash,
  });
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

/** The first version, made with the account: no list key stands before it, so the identity signs. Of no store. Encoded. */
export async function firstList({ account, identity, identitySeed, listKey, certificate, now }: First): Promise<Bytes> {
  const list: DeviceList = {
    account,
    store: '',
    version: FIRST_VERSION,
    identity,
    former: [],
    previous: bytes(HASH_BYTES),
    listKey,
    devices: [certificate],
    removed: [],
    time: now,
  };
  return publish(list, identitySeed);
}

/** A removal: who goes, and the keys that nobody of those knows (protocol 6.2). */
interface Succession {
  readonly removed: readonly Removal[];
  /** Public halves of the new identity, which has signed the certificates, and of the new list key. */
  readonly identity: Bytes;
  readonly listKey: Bytes;
  /** Private half of the identity that ends. */
  readonly formerSeed: Bytes;
}

interface Extension {
  /** Certificates of all devices that are listed from now on. */
  readonly devices: readonly Bytes[];
  /** Another store, in a version that changes nothing else. */
  readonly store?: string;
  readonly succession?: Succession;
  /** Private half of the key that the list held names. */
  readonly listSeed: Bytes;
  readonly now: number;
}

/** The next version, encoded. The caller checks it like anybody else's (`checkExtension`). */
export async function extendList(held: CheckedList, next: Extension): Promise<Bytes> {
  const { succession, store = held.store } = next;
  const version = held.version + 1;
  const list: DeviceList = {
    account: held.account,
    store,
    version,
    ...(succession ? await succeeding(held, version, succession) : staying(held)),
    previous: held.hash,
    devices: [...next.devices],
    removed: [...held.removed, ...(succession?.removed ?? [])],
    time: next.now,
  };
  return publish(list, next.listSeed);
}

function staying({ identity, listKey, former }: CheckedList): Pick<DeviceList, 'identity' | 'listKey' | 'former'> {
  return { identity, listKey, former };
}

async function succeeding(
  held: CheckedList,
  version: number,
  { identity, listKey, formerSeed }: Succession,
): Promise<Pick<DeviceList, 'identity' | 'listKey' | 'former' | 'succession'>> {
  const succession = await sign(formerSeed, successionOf(held, { identity, version }));
  return { identity, listKey, former: [...held.former, held.identity, held.listKey], succession };
}

/**
 * Reads a list whose hash an authenticated source named (a manifest, a linking transcript), and checks what can be checked
 * of it alone: account, certificates, and for a first version the identity's signature. Throws DeviceListError,
 * MalformedError, FormatError.
 */
export async function checkNamedList(encoded: Bytes, account: Id, hash: Bytes): Promise<CheckedList> {
  if (!equal(listHash(encoded), hash)) throw new DeviceListError();
  const { value, signed, signature } = readDeviceList(encoded);
  const isSigned =
    value.version > FIRST_VERSION || (await verify(value.identity, messageOf(account, signed), signature));
  const list = await opened(value, account, hash);
  if (!isSigned || !isListSound(list)) throw new DeviceListError();
  return list;
}

/** The first version of a chain. Throws DeviceListError, MalformedError, FormatError. */
export async function checkFirst(encoded: Bytes, account: Id): Promise<CheckedList> {
  const list = await checkNamedList(encoded, account, listHash(encoded));
  if (list.version !== FIRST_VERSION || !equal(list.previous, bytes(HASH_BYTES))) throw new DeviceListError();
  return list;
}

/** Accepts a list only as the next version of the one held (protocol 6). Throws DeviceListError, MalformedError, FormatError. */
export async function checkExtension(held: CheckedList, encoded: Bytes): Promise<CheckedList> {
  const { value, signed, signature } = readDeviceList(encoded);
  const follows =
    equal(value.previous, held.hash) && (await verify(held.listKey, messageOf(held.account, signed), signature));
  if (!follows) throw new DeviceListError();
  const next = await opened(value, held.account, listHash(encoded));
  if (!mayFollow(held, next) || !(await isSucceeding(held, next))) throw new DeviceListError();
  return next;
}

async function isSucceeding(held: CheckedList, next: CheckedList): Promise<boolean> {
  const { succession } = next;
  return succession === undefined || verify(held.identity, successionOf(held, next), succession);
}

async function opened(list: DeviceList, account: Id, hash: Bytes): Promise<CheckedList> {
  if (list.account !== account) throw new DeviceListError();
  const devices = await Promise.all(list.devices.map((encoded) => checkCertificate(list.identity, account, encoded)));
  return { ...list, devices, hash };
}

/** The certificate of a device that stands in the list. */
export function findDevice(list: CheckedList, device: Id): Certificate | undefined {
  return list.devices.find((certificate) => certificate.device === device);
}
