import { digest, equal, sha256, verify } from '../../src/crypto/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import { associate, bytes, fromId } from '../../src/encoding/index.ts';
import type { Certificate, DeviceList, Signed } from '../../src/wire/index.ts';
import { readCertificate, readDeviceList } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';

/** A list that may stand in the log: its version, and the signing key of each device in it. */
export interface ListedDevices {
  readonly version: number;
  readonly signing: ReadonlyMap<Id, Bytes>;
}

const FIRST_VERSION = 1;
const HASH_BYTES = 32;

const refused = (): Refusal => new Refusal('author-refused');

async function isSignedBy(key: Bytes, account: Id, { signed, signature }: Signed<DeviceList>): Promise<boolean> {
  return verify(key, associate('device/list', { account: fromId(account), list: sha256(signed) }), signature);
}

async function checkCertificate(list: DeviceList, account: Id, encoded: Bytes): Promise<Certificate> {
  const { value, signed, signature } = readCertificate(encoded);
  const message = associate('device/certificate', { account: fromId(account), certificate: signed });
  if (value.account !== account || !(await verify(list.identity, message, signature))) throw refused();
  return value;
}

async function listed(list: DeviceList, account: Id): Promise<ListedDevices> {
  if (list.account !== account) throw refused();
  const certificates = await Promise.all(list.devices.map((encoded) => checkCertificate(list, account, encoded)));
  const signing = new Map(certificates.map((certificate) => [certificate.device, certificate.signing]));
  const isClean = signing.size === certificates.length && !list.removed.some(({ device }) => signing.has(device));
  if (!isClean) throw refused();
  return { version: list.version, signing };
}

/** The first list of an account, signed by its identity (protocol 6). Throws Refusal, MalformedError, FormatError. */
export async function checkFirstList(account: Id, encoded: Bytes): Promise<ListedDevices> {
  const list = readDeviceList(encoded);
  const { version, previous, identity } = list.value;
  const isFirst = version === FIRST_VERSION && equal(previous, bytes(HASH_BYTES));
  if (!isFirst || !(await isSignedBy(identity, account, list))) throw refused();
  return listed(list.value, account);
}

/**
 * The next version of the list held: signed by the key that the held one names, and nobody vanishes unsaid. A removal
 * replaces that key, because the removed device knew it. Throws Refusal, MalformedError, FormatError.
 */
export async function checkNextList(held: Bytes, account: Id, encoded: Bytes): Promise<ListedDevices> {
  const before = readDeviceList(held).value;
  const list = readDeviceList(encoded);
  const next = list.value;
  const follows =
    next.version === before.version + 1 &&
    equal(next.identity, before.identity) &&
    equal(next.previous, digest('device/list-hash', { list: sha256(held) }));
  if (!follows || !(await isSignedBy(before.listKey, account, list))) throw refused();
  const devices = await listed(next, account);
  if (!removesProperly(before, next, devices)) throw refused();
  return devices;
}

function removesProperly(before: DeviceList, next: DeviceList, { signing }: ListedDevices): boolean {
  const removed = new Map(next.removed.map(({ device, reason }) => [device, reason]));
  const remembers = before.removed.every(({ device, reason }) => removed.get(device) === reason);
  const names = before.devices.map((encoded) => readCertificate(encoded).value.device);
  const accountsForAll = names.every((device) => signing.has(device) || removed.has(device));
  const removesMore = next.removed.length > before.removed.length;
  return remembers && accountsForAll && (!removesMore || !equal(before.listKey, next.listKey));
}
