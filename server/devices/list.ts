import { digest, equal, sha256, verify } from '../../src/crypto/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import { associate, bytes, fromId, u32 } from '../../src/encoding/index.ts';
import type { Certificate, DeviceList, ListVersion, Signed } from '../../src/wire/index.ts';
import { isListSound, mayFollow, readCertificate, readDeviceList, removedBetween } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';

/** Versions that may stand in the log, what the newest lists, and whom they remove. */
export interface CheckedLists {
  readonly versions: readonly { readonly version: number; readonly encoded: Bytes }[];
  /** The signing key of each device of the newest. */
  readonly signing: ReadonlyMap<Id, Bytes>;
  readonly removed: readonly Id[];
  /** Whether the newest names another store than this one. */
  readonly isMoved: boolean;
  /** Whether one of them changes the store: the account leaves, or comes back. */
  readonly isMove: boolean;
}

interface Checked extends ListVersion {
  readonly encoded: Bytes;
  /** 32 bytes: what the next version names. */
  readonly hash: Bytes;
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

async function checkVersion(account: Id, encoded: Bytes, { value }: Signed<DeviceList>): Promise<Checked> {
  if (value.account !== account) throw refused();
  const devices = await Promise.all(value.devices.map((certificate) => checkCertificate(value, account, certificate)));
  const version = { ...value, devices, encoded, hash: digest('device/list-hash', { list: sha256(encoded) }) };
  if (!isListSound(version)) throw refused();
  return version;
}

async function checkFirst(account: Id, encoded: Bytes): Promise<Checked> {
  const list = readDeviceList(encoded);
  const { version, previous, identity } = list.value;
  const isFirst = version === FIRST_VERSION && equal(previous, bytes(HASH_BYTES));
  if (!isFirst || !(await isSignedBy(identity, account, list))) throw refused();
  return checkVersion(account, encoded, list);
}

async function checkNext(before: Checked, account: Id, encoded: Bytes): Promise<Checked> {
  const list = readDeviceList(encoded);
  const follows = equal(list.value.previous, before.hash) && (await isSignedBy(before.listKey, account, list));
  if (!follows) throw refused();
  const next = await checkVersion(account, encoded, list);
  if (!mayFollow(before, next) || !(await isSucceeding(before, next))) throw refused();
  return next;
}

async function isSucceeding(before: Checked, { identity, version, succession }: Checked): Promise<boolean> {
  if (succession === undefined) return true;
  const { account, identity: old, hash: previous } = before;
  const said = { account: fromId(account), old, new: identity, version: u32(version), previous };
  return verify(old, associate('device/succession', said), succession);
}

/**
 * The whole chain of a vault that comes to this store, from version 1 (protocol 6.1): the newest names this store's origin.
 * Throws Refusal, MalformedError, FormatError.
 */
export async function checkFirstLists(account: Id, lists: readonly Bytes[], origin: string): Promise<CheckedLists> {
  const [first, ...rest] = lists;
  if (!first) throw refused();
  const chain = [await checkFirst(account, first)];
  for (const encoded of rest) chain.push(await checkNext(newest(chain), account, encoded));
  if (newest(chain).store !== origin) throw refused();
  return { ...told(chain, []), isMoved: false, isMove: false };
}

/**
 * The versions that a commit brings on top of the one held: signed by the key that each one before names, under the rules of
 * protocol 6. Only the last may name another store: from then on nothing is taken but another move, above all back to this one.
 * Throws Refusal, MalformedError, FormatError.
 */
export async function checkNextLists(
  held: Bytes,
  account: Id,
  lists: readonly Bytes[],
  origin: string,
): Promise<CheckedLists> {
  const before = await checkVersion(account, held, readDeviceList(held));
  const chain = [before];
  for (const encoded of lists) chain.push(await checkNext(newest(chain), account, encoded));
  const { store } = newest(chain);
  if (chain.slice(0, -1).some((version) => version.store !== before.store)) throw refused();
  const isMove = store !== before.store;
  if (before.store !== origin && !isMove) throw new Refusal('account-moved');
  const removed = removedBetween(before, newest(chain)).map(({ device }) => device);
  return { ...told(chain.slice(1), removed), isMoved: store !== origin, isMove };
}

function newest(chain: readonly Checked[]): Checked {
  const last = chain.at(-1);
  if (!last) throw refused();
  return last;
}

function told(chain: readonly Checked[], removed: readonly Id[]): Omit<CheckedLists, 'isMoved' | 'isMove'> {
  return {
    versions: chain.map(({ version, encoded }) => ({ version, encoded })),
    signing: new Map(newest(chain).devices.map(({ device, signing }) => [device, signing])),
    removed,
  };
}
