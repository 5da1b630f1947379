import { digest, newId, randomBytes, sign, signingKeyPair } from '../../../src/crypto/index.ts';
import {
  certify,
  checkChain,
  enlist,
  firstList,
  moveTo,
  newDevice,
  removeDevices,
} from '../../../src/devices/index.ts';
import type { HeldList, ListSeeds } from '../../../src/devices/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { associate, bytes, fromId, toBase64url, toUtf8 } from '../../../src/encoding/index.ts';
import type { Commit, CommittedRecord, Removal, SlotParameters } from '../../../src/wire/index.ts';
import { writeCommit, writeSlot } from '../../../src/wire/index.ts';

const NOW = 1_800_000_000_000;
const SEAL_BYTES = 112;

/** What a commit brings, as far as a test cares. */
export interface Change {
  readonly put?: readonly CommittedRecord[];
  readonly remove?: readonly Id[];
  readonly keyring?: Bytes;
  readonly slots?: readonly Bytes[];
  readonly lists?: readonly Bytes[];
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
  seeds: ListSeeds;
  held: HeldList;

  private constructor(account: Id, id: Id, signing: Bytes, seeds: ListSeeds, held: HeldList) {
    this.account = account;
    this.id = id;
    this.signing = signing;
    this.seeds = seeds;
    this.held = held;
  }

  /** The first device of a new account. */
  static async first(account: Id = newId()): Promise<TestDevice> {
    const [identity, listKey] = [await signingKeyPair(), await signingKeyPair()];
    const { secrets, certificate } = await newDevice(account, NOW);
    const first = await firstList({
      account,
      identity: identity.publicKey,
      identitySeed: identity.privateKey,
      listKey: listKey.publicKey,
      certificate: await certify(identity.privateKey, certificate),
      now: NOW,
    });
    const [held] = await checkChain(account, [first]);
    if (!held) throw new Error('no list');
    const seeds = { identity: identity.privateKey, list: listKey.privateKey };
    return new TestDevice(account, certificate.device, secrets.signing, seeds, held);
  }

  get encodedList(): Bytes {
    return this.held.encoded;
  }

  /** Every version of the list, oldest first. */
  get lists(): Bytes[] {
    return [...this.held.former, this.held.encoded];
  }

  /** Before a sign-up there: the newest version names the store. */
  async comeTo(origin: string): Promise<void> {
    this.held = await moveTo(this.held, this.seeds.list, origin, NOW);
  }

  /** Another device of this account, and the extension of the list that names it. */
  async second(): Promise<TestDevice> {
    const { secrets, certificate } = await newDevice(this.account, NOW);
    const held = await enlist(this.held, this.seeds, certificate, NOW);
    return new TestDevice(this.account, certificate.device, secrets.signing, this.seeds, held);
  }

  /** The versions that remove these, as what a commit brings; the keys are another pair from then on. */
  async removing(
    devices: readonly Id[],
    reason: Removal['reason'] = 'revoked',
  ): Promise<Required<Pick<Change, 'lists' | 'keyring' | 'slots'>>> {
    const removed = await removeDevices(this.held, this.seeds, devices, reason, NOW);
    this.held = removed.list;
    this.seeds = removed.seeds;
    return { lists: [this.encodedList], keyring: randomBytes(600), slots: [testSlot('phrase')] };
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

  /** The note by which this device leaves. */
  async leaving(head: Bytes): Promise<{ head: string; device: Id; signature: string }> {
    const message = associate('device/leave', { account: fromId(this.account), device: fromId(this.id), head });
    return { head: toBase64url(head), device: this.id, signature: toBase64url(await sign(this.signing, message)) };
  }

  /** A first commit: list, keyring, these slots. */
  firstCommit(slots: readonly Bytes[], change: Change = {}): Promise<MadeCommit> {
    return this.commit(bytes(32), { slots, lists: this.lists, keyring: randomBytes(600), ...change });
  }
}

/** An encoded slot whose seal nobody opens. */
export function testSlot(
  kind: 'password' | 'phrase' | 'escrow' | 'trustees' | 'organisation' | 'device',
  id: Id = newId(),
): Bytes {
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
