import { kdf, kemKeyPair, sign, signingKeyPair, sha256 } from '../../../src/crypto/index.ts';
import type { HeldList, ListSeeds } from '../../../src/devices/index.ts';
import { certify, checkChain, enlist, extendList, firstList, moveTo } from '../../../src/devices/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { associate, bytes, fromId, toHex, toId, toUtf8 } from '../../../src/encoding/index.ts';
import type { Certificate, DeviceList } from '../../../src/wire/index.ts';
import { readDeviceList, writeDeviceList, writeSigned } from '../../../src/wire/index.ts';

const account = toId(bytes(16).fill(0xa1));
const seedOf = (name: string): Bytes => kdf(toUtf8(name), 'test/vectors');

async function publicOf(seed: Bytes): Promise<Bytes> {
  return (await signingKeyPair(seed.slice())).publicKey;
}

async function certificateOf(place: number, createdAt: number): Promise<Certificate> {
  const device = toId(bytes(16).fill(place));
  return {
    account,
    device,
    signing: await publicOf(seedOf(`device ${place}`)),
    agreement: kemKeyPair(seedOf(`agreement ${place}`)).publicKey,
    mailbox: kemKeyPair(seedOf(`mailbox ${place}`)).publicKey,
    createdAt,
  };
}

async function last(versions: readonly Bytes[]): Promise<HeldList> {
  const held = (await checkChain(account, versions)).at(-1);
  if (!held) throw new Error('no version');
  return held;
}

const all = ({ former, encoded }: HeldList): Bytes[] => [...former, encoded];

/** Without `device`, under the keys of `name`. */
async function without(held: HeldList, seeds: ListSeeds, device: string, name: string, now: number): Promise<Bytes> {
  const identity = seedOf(`identity ${name}`);
  const staying = held.checked.devices.filter((certificate) => certificate.device !== device);
  return extendList(held.checked, {
    devices: await Promise.all(staying.map((certificate) => certify(identity, certificate))),
    succession: {
      removed: [{ device, reason: 'revoked', time: now }],
      identity: await publicOf(identity),
      listKey: await publicOf(seedOf(`list ${name}`)),
      formerSeed: seeds.identity,
    },
    listSeed: seeds.list,
    now,
  });
}

/** A version as whoever holds a list key can write it, whatever it says. */
async function said(held: HeldList, change: Partial<DeviceList>, seed: Bytes): Promise<Bytes> {
  const { succession: _, ...before } = readDeviceList(held.encoded).value;
  const next = { ...before, version: before.version + 1, previous: held.checked.hash, time: 90, ...change };
  const signed = writeDeviceList(next);
  const message = associate('device/list', { account: fromId(account), list: sha256(signed) });
  return writeSigned(signed, await sign(seed, message));
}

/** Chains that stand, and versions that must not, of keys that are KDF(name, "test/vectors"). */
export async function lists(): Promise<object> {
  const [laptop, phone, desk] = await Promise.all([certificateOf(1, 10), certificateOf(2, 20), certificateOf(3, 40)]);
  const one: ListSeeds = { identity: seedOf('identity one'), list: seedOf('list one') };
  const two: ListSeeds = { identity: seedOf('identity two'), list: seedOf('list two') };
  const first = await firstList({
    account,
    identity: await publicOf(one.identity),
    identitySeed: one.identity,
    listKey: await publicOf(one.list),
    certificate: await certify(one.identity, laptop),
    now: 10,
  });
  const connected = await moveTo(await last([first]), one.list, 'https://store.example', 15);
  const joined = await enlist(connected, one, phone, 20);
  const removed = await last([...all(joined), await without(joined, one, phone.device, 'two', 30)]);
  const rejoined = await enlist(removed, two, desk, 40);
  const moved = await moveTo(rejoined, two.list, 'https://other.example', 50);
  const certified = (certificate: Certificate, { identity }: ListSeeds) => certify(identity, certificate);
  const both = readDeviceList(rejoined.encoded).value.devices;
  const intruder = await certificateOf(4, 60);
  const stolen = { ...laptop, signing: intruder.signing, createdAt: 60 };
  const refusals: [string, HeldList, Bytes][] = [
    [
      'an ex-device, by the list key that it knew, on the list that removed it',
      removed,
      await said(removed, { devices: [await certified(laptop, two), await certified(phone, two)] }, one.list),
    ],
    [
      'a fork: another version on the one before the removal',
      removed,
      (await enlist(joined, one, intruder, 31)).encoded,
    ],
    ['a version that was there before', removed, joined.encoded],
    [
      'a removal without a succession',
      joined,
      await said(
        joined,
        {
          devices: [await certified(laptop, one)],
          removed: [{ device: phone.device, reason: 'revoked', time: 30 }],
        },
        one.list,
      ),
    ],
    ['keys of before, back again', rejoined, await without(rejoined, two, desk.device, 'one', 60)],
    [
      'who was removed, back again',
      removed,
      await said(
        removed,
        {
          devices: [await certified(laptop, two), await certified(phone, two)],
          removed: [],
        },
        two.list,
      ),
    ],
    [
      'another signing key within a device id',
      rejoined,
      await said(
        rejoined,
        {
          devices: [await certified(stolen, two), ...both.slice(1)],
        },
        two.list,
      ),
    ],
  ];
  return {
    source:
      'Latchkey format 1: docs/protocol.md section 6. Keys are KDF(name, "test/vectors"). Every chain stands from its first version on; every refusal is refused by whoever holds `held`.',
    account: toHex(fromId(account)),
    chains: [
      { what: 'a vault without a store', versions: [first].map(toHex) },
      { what: 'connected, joined, and a device removed', versions: all(removed).map(toHex) },
      { what: 'moved to another store', versions: all(moved).map(toHex) },
    ],
    resumption: {
      what: 'a store that went back to `held` is brought the same bytes of every version that it lost',
      held: all(connected).map(toHex),
      brought: all(moved).slice(2).map(toHex),
    },
    refusals: refusals.map(([what, held, version]) => ({ what, held: all(held).map(toHex), version: toHex(version) })),
  };
}
