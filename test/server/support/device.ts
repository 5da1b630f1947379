import { digest, newId, randomBytes, sign, signingKeyPair } from '../../../src/crypto/index.ts';
import type { KeyPair } from '../../../src/crypto/index.ts';
import {
  certify,
  checkExtension,
  checkNamedList,
  extendList,
  firstList,
  listHash,
  newDevice,
} from '../../../src/devices/index.ts';
import type { CheckedList } from '../../../src/devices/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { associate, bytes, fromId, toBase64url, toUtf8 } from '../../../src/encoding/index.ts';
import type { Commit, CommittedRecord, SlotParameters } from '../../../src/wire/index.ts';
import { writeCommit, writeSlot } from '../../../src/wire/index.ts';

const NOW = 1_800_000_000_000;
const SEAL_BYTES = 112;

/** What a commit brings, as far as a test cares. */
export interface Change {
  readonly put?: readonly CommittedRecord[];
  readonly remove?: readonly Id[];
  readonly keyring?: Bytes;
  readonly slots?: readonly Bytes[];
  readonly list?: Bytes;
  readonly manifest?: Bytes;
  readonly parent?: Bytes;
  readonly author?: Id;
}

export interface MadeCommit {
  readonly source: Bytes;
  readonly head: Bytes;
}

/** A device of an account with real keys and a real list; what it commits is sealed as far as a store can tell. */
export class TestDevice {
  readonly account: Id;
  readonly id: Id;
  readonly signing: Bytes;
  readonly identity: KeyPair;
  readonly listKey: KeyPair;
  list: CheckedList;
  encodedList: Bytes;

  private constructor(parts: {
    account: Id;
    id: Id;
    signing: Bytes;
    identity: KeyPair;
    listKey: KeyPair;
    list: CheckedList;
    encodedList: Bytes;
  }) {
    this.account = parts.account;
    this.id = parts.id;
    this.signing = parts.signing;
    this.identity = parts.identity;
    this.listKey = parts.listKey;
    this.list = parts.list;
    this.encodedList = parts.encodedList;
  }

  /** The first device of a new account. */
  static async first(account: Id = newId()): Promise<TestDevice> {
    const [identity, listKey] = [await signingKeyPair(), await signingKeyPair()];
    const { secrets, certificate } = await newDevice(account, NOW);
    const encodedList = await firstList({
      account,
      identity: identity.publicKey,
      identitySeed: identity.privateKey,
      listKey: listKey.publicKey,
      certificate: await certify(identity.privateKey, certificate),
      now: NOW,
    });
    const list = await checkNamedList(encodedList, account, listHash(encodedList));
    return new TestDevice({
      account,
      id: certificate.device,
      signing: secrets.signing,
      identity,
      listKey,
      list,
      encodedList,
    });
  }

  /** Another device of this account, and the extension of the list that names it. */
  async second(): Promise<TestDevice> {
    const { secrets, certificate } = await newDevice(this.account, NOW);
    const encodedList = await extendList(this.list, {
      devices: [...(await this.certificates()), await certify(this.identity.privateKey, certificate)],
      removed: [],
      listKey: this.listKey.publicKey,
      listSeed: this.listKey.privateKey,
      now: NOW,
    });
    const list = await checkExtension(this.list, encodedList);
    const { account, identity, listKey } = this;
    const keys = { identity, listKey, signing: secrets.signing };
    return new TestDevice({ account, id: certificate.device, ...keys, list, encodedList });
  }

  private certificates(): Promise<Bytes[]> {
    return Promise.all(this.list.devices.map((certificate) => certify(this.identity.privateKey, certificate)));
  }

  /** A commit on `parent`, signed by this device. */
  async commit(parent: Bytes, change: Change = {}): Promise<MadeCommit> {
    const manifest = change.manifest ?? randomBytes(300);
    const message = associate('authorship', { account: fromId(this.account), parent, manifest });
    const { put = [], remove = [], author = this.id, parent: claimed = parent, ...rest } = change;
    const signature = await sign(this.signing, message);
    const commit: Commit = { ...rest, parent: claimed, put, remove, manifest, author, signature };
    return { source: writeCommit(commit), head: digest('head', { manifest }) };
  }

  /** A request to erase the account, signed by this device. */
  async deletion(head: Bytes, origin: string): Promise<{ head: string; device: Id; signature: string }> {
    const message = associate('delete', { account: fromId(this.account), head, origin: toUtf8(origin) });
    const signature = toBase64url(await sign(this.signing, message));
    return { head: toBase64url(head), device: this.id, signature };
  }

  /** A first commit: list, keyring, these slots. */
  firstCommit(slots: readonly Bytes[], change: Change = {}): Promise<MadeCommit> {
    return this.commit(bytes(32), { slots, list: this.encodedList, keyring: randomBytes(600), ...change });
  }
}

/** An encoded slot whose seal nobody opens. */
export function testSlot(kind: 'password' | 'phrase' | 'device', id: Id = newId()): Bytes {
  const stretch = { salt: randomBytes(16), t: 3, m: 65_536, p: 4 as const };
  const parameters: SlotParameters = kind === 'password' ? { kind, stretch } : { kind };
  return writeSlot({ id, parameters, seal: randomBytes(SEAL_BYTES) });
}

export function testPasskeySlot(credential: Bytes, id: Id = newId()): Bytes {
  const parameters: SlotParameters = { kind: 'passkey', salt: randomBytes(16), credential };
  return writeSlot({ id, parameters, seal: randomBytes(SEAL_BYTES) });
}

export function testRecord(size = 200, id: Id = newId(), revision = 1): CommittedRecord {
  return { id, revision, blob: randomBytes(size) };
}
