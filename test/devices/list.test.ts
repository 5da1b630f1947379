import { describe, expect, test } from 'vitest';
import { newId, randomBytes, sign, signingKeyPair } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { associate, bytes, fromId, u32 } from '../../src/encoding/index.ts';
import { sha256 } from '../../src/crypto/index.ts';
import type { HeldList } from '../../src/devices/index.ts';
import {
  DeviceListError,
  certify,
  checkCertificate,
  checkChain,
  checkExtension,
  checkNamedList,
  enlist,
  extendList,
  findDevice,
  listHash,
  moveTo,
  removeDevices,
} from '../../src/devices/index.ts';
import type { DeviceList } from '../../src/wire/index.ts';
import { MalformedError } from '../../src/encoding/index.ts';
import { readDeviceList, writeDeviceList, writeSigned } from '../../src/wire/index.ts';
import type { House } from './chain.ts';
import { newCertificate, newHouse, versionsOf } from './chain.ts';

/** The next version as somebody writes it who holds the list key, whatever it says. */
async function written(house: House, held: HeldList, change: Partial<DeviceList>, seed?: Bytes): Promise<Bytes> {
  const before = readDeviceList(held.encoded).value;
  const next = {
    ...before,
    succession: undefined,
    version: before.version + 1,
    previous: held.checked.hash,
    time: 9,
    ...change,
  };
  const signed = writeDeviceList(next);
  const message = associate('device/list', { account: fromId(next.account), list: sha256(signed) });
  return writeSigned(signed, await sign(seed ?? house.seeds.list, message));
}

const refusedOn = (held: HeldList, encoded: Bytes) =>
  expect(checkExtension(held.checked, encoded)).rejects.toThrow(DeviceListError);

/** A house with a second device. */
async function twoDevices() {
  const house = await newHouse();
  const more = await newCertificate(house.account);
  const held = await enlist(house.held, house.seeds, more, 2);
  const own = await certify(house.seeds.identity, house.certificate);
  return { house, more, held, own, both: readDeviceList(held.encoded).value.devices };
}

describe('a certificate', () => {
  test('counts for its account, by its identity, unchanged', async () => {
    const { account, seeds, held, certificate } = await newHouse();
    const own = await certify(seeds.identity, certificate);
    const { identity } = held.checked;
    expect(await checkCertificate(identity, account, own)).toEqual(certificate);
    await expect(checkCertificate(identity, newId(), own)).rejects.toThrow(DeviceListError);
    const { publicKey } = await signingKeyPair();
    await expect(checkCertificate(publicKey, account, own)).rejects.toThrow(DeviceListError);
  });
});

describe('the first list', () => {
  test('names its device and no store, and is accepted only under its hash and for its account', async () => {
    const { account, held, certificate } = await newHouse();
    expect(held.checked).toMatchObject({ version: 1, store: '', previous: bytes(32), removed: [], former: [] });
    expect(findDevice(held.checked, certificate.device)).toEqual(certificate);
    expect(findDevice(held.checked, newId())).toBeUndefined();
    await expect(checkNamedList(held.encoded, account, randomBytes(32))).rejects.toThrow(DeviceListError);
    await expect(checkNamedList(held.encoded, newId(), listHash(held.encoded))).rejects.toThrow(DeviceListError);
  });

  test('has no past', async () => {
    const { house, held } = await twoDevices();
    const { privateKey, publicKey } = await signingKeyPair();
    const past = { version: 1, identity: publicKey, devices: [await certify(privateKey, house.certificate)] };
    const fine = await written(house, held, { ...past, previous: bytes(32) }, privateKey);
    expect(await checkChain(house.account, [fine])).toHaveLength(1);
    for (const wrong of [{ former: [bytes(32)] }, { previous: bytes(32).fill(1) }, { succession: bytes(64) }]) {
      const encoded = await written(house, held, { ...past, previous: bytes(32), ...wrong }, privateKey);
      await expect(checkChain(house.account, [encoded])).rejects.toThrow(DeviceListError);
    }
  });

  test('nobody can be listed in it, or too many', async () => {
    const { house, held, own } = await twoDevices();
    const of = async (count: number) => written(house, held, { devices: Array.from({ length: count }, () => own) });
    for (const count of [0, 129]) {
      const encoded = await of(count);
      expect(() => readDeviceList(encoded)).toThrow(MalformedError);
    }
  });
});

describe('a list extends the one held', () => {
  test('by a device, a move, and without a device as a succession', async () => {
    const { house, more, held } = await twoDevices();
    expect(findDevice(held.checked, more.device)).toEqual(more);
    const moved = await moveTo(held, house.seeds.list, 'https://store.example', 3);
    expect(moved.checked).toMatchObject({ version: 3, store: 'https://store.example' });
    const removed = await removeDevices(moved, house.seeds, [more.device], 'revoked', 4);
    const { checked } = removed.list;
    expect(checked).toMatchObject({ version: 4, removed: [{ device: more.device, reason: 'revoked', time: 4 }] });
    expect(checked.former).toEqual([held.checked.identity, held.checked.listKey]);
    expect(findDevice(checked, more.device)).toBeUndefined();
    const whole = await checkChain(house.account, versionsOf(removed.list));
    expect(whole.at(-1)).toEqual(removed.list);
    const again = await enlist(removed.list, removed.seeds, await newCertificate(house.account), 5);
    expect(again.checked.version).toBe(5);
  });

  test('and is refused when signed by another key, skipped, replayed, or of another account', async () => {
    const { house, held } = await twoDevices();
    const other = await twoDevices();
    const wrong = [
      await written(house, held, {}, randomBytes(32)),
      await written(house, held, { version: 5 }),
      await written(house, held, { previous: randomBytes(32) }),
      held.encoded,
      house.held.encoded,
      other.held.encoded,
    ];
    for (const encoded of wrong) await refusedOn(held, encoded);
    expect(await checkExtension(held.checked, await written(house, held, {}))).toMatchObject({ version: 3 });
  });

  test('and is refused when a device vanishes unsaid, is named twice, or goes without a succession', async () => {
    const { house, more, held, own, both } = await twoDevices();
    const removed = [{ device: more.device, reason: 'cloned' as const, time: 3 }];
    const fresh = (await signingKeyPair()).publicKey;
    for (const change of [
      { devices: [own] },
      { devices: [own], removed },
      { devices: [own], removed, listKey: fresh },
      { devices: [own, own, ...both.slice(1)] },
      { removed },
      { removed: [{ device: newId(), reason: 'left' as const, time: 3 }] },
      { listKey: fresh },
      { former: [fresh, fresh] },
    ]) {
      await refusedOn(held, await written(house, held, change));
    }
  });

  test('and a certificate keeps its signing key; other keys of it change with a newer time only', async () => {
    const { house, more, held } = await twoDevices();
    const { own } = { own: await certify(house.seeds.identity, house.certificate) };
    const renewed = { ...more, mailbox: randomBytes(32).fill(9) };
    const withCertificate = async (certificate: typeof more): Promise<Bytes> =>
      written(house, held, { devices: [own, await certify(house.seeds.identity, certificate)] });
    await refusedOn(held, await withCertificate(renewed));
    await refusedOn(held, await withCertificate({ ...more, createdAt: more.createdAt - 1 }));
    const { publicKey } = await signingKeyPair();
    await refusedOn(held, await withCertificate({ ...more, signing: publicKey, createdAt: 9 }));
    const next = await checkExtension(held.checked, await withCertificate({ ...renewed, createdAt: 9 }));
    expect(findDevice(next, more.device)).toMatchObject({ mailbox: renewed.mailbox });
  });

  test('and a move changes nothing beside', async () => {
    const { house, held, both } = await twoDevices();
    const third = await certify(house.seeds.identity, await newCertificate(house.account));
    await refusedOn(held, await written(house, held, { store: 'https://b.example', devices: [...both, third] }));
    expect(
      await checkExtension(held.checked, await written(house, held, { store: 'https://b.example' })),
    ).toBeDefined();
  });
});

describe('a removal', () => {
  type Made = Awaited<ReturnType<typeof make>>;

  /** A succession of which one thing is otherwise. */
  async function succeeding(change: (made: Made) => Partial<DeviceList> | Promise<Partial<DeviceList>>) {
    const made = await make();
    const { house, held, base } = made;
    return { ...made, encoded: await written(house, held, { ...base, ...(await change(made)) }) };
  }

  async function make() {
    const { house, more, held } = await twoDevices();
    const [identity, listKey] = [await signingKeyPair(), await signingKeyPair()];
    const signed = (formerSeed: Bytes, version = 3, key = identity.publicKey) =>
      sign(
        formerSeed,
        associate('device/succession', {
          account: fromId(house.account),
          old: held.checked.identity,
          new: key,
          version: u32(version),
          previous: held.checked.hash,
        }),
      );
    const certified = (seed = identity.privateKey) => certify(seed, house.certificate);
    const base: Partial<DeviceList> = {
      identity: identity.publicKey,
      listKey: listKey.publicKey,
      former: [held.checked.identity, held.checked.listKey],
      devices: [await certified()],
      removed: [{ device: more.device, reason: 'left', time: 9 }],
      succession: await signed(house.seeds.identity),
    };
    return { house, more, held, identity, listKey, signed, certified, base };
  }

  test('is accepted as it should be', async () => {
    const { held, encoded } = await succeeding(() => ({}));
    expect(await checkExtension(held.checked, encoded)).toMatchObject({ version: 3 });
  });

  test.each<[string, Parameters<typeof succeeding>[0]]>([
    ['without the former identity’s word', ({ base }) => ({ ...base, succession: undefined })],
    ['with the word of another', async ({ signed }) => ({ succession: await signed(randomBytes(32)) })],
    [
      'with a word for another version',
      async ({ signed, house }) => ({ succession: await signed(house.seeds.identity, 4) }),
    ],
    ['under the list key of before', ({ held }) => ({ listKey: held.checked.listKey })],
    ['with the identity as the list key', ({ identity }) => ({ listKey: identity.publicKey })],
    ['without naming the keys of before', () => ({ former: [] })],
    [
      'of somebody who was never listed',
      ({ more }) => ({
        removed: [
          { device: more.device, reason: 'left', time: 9 },
          { device: newId(), reason: 'left', time: 9 },
        ],
      }),
    ],
    ['and a move at once', () => ({ store: 'https://b.example' })],
  ])('%s is refused', async (_, change) => {
    const { held, encoded } = await succeeding(change);
    await refusedOn(held, encoded);
  });

  test('under the identity of before is refused', async () => {
    const { held, encoded } = await succeeding(async ({ held: before, house, signed, certified }) => ({
      identity: before.checked.identity,
      devices: [await certified(house.seeds.identity)],
      succession: await signed(house.seeds.identity, 3, before.checked.identity),
    }));
    await refusedOn(held, encoded);
  });

  test('leaves certificates of the former identity behind', async () => {
    const { held, encoded } = await succeeding(async ({ house, certified }) => ({
      devices: [await certified(house.seeds.identity)],
    }));
    await refusedOn(held, encoded);
  });

  test('is never undone: nobody comes back, and the reason stays', async () => {
    const { house, more, held } = await twoDevices();
    const { list, seeds } = await removeDevices(held, house.seeds, [more.device], 'revoked', 3);
    const now = { ...house, seeds };
    const own = await certify(seeds.identity, house.certificate);
    await refusedOn(list, await written(now, list, { devices: [own, await certify(seeds.identity, more)] }));
    await refusedOn(list, await written(now, list, { removed: [] }));
    await refusedOn(list, await written(now, list, { removed: [{ device: more.device, reason: 'left', time: 3 }] }));
    expect(await checkExtension(list.checked, await written(now, list, {}))).toBeDefined();
  });

  test('of everybody is nobody’s', async () => {
    const { house, held, more } = await twoDevices();
    const all = [house.certificate.device, more.device];
    await expect(removeDevices(held, house.seeds, all, 'left', 3)).rejects.toThrow();
    await expect(removeDevices(held, house.seeds, [newId()], 'left', 3)).rejects.toThrow(DeviceListError);
  });
});

test('what the former keys sign after a removal extends nothing', async () => {
  const { house, more, held, both } = await twoDevices();
  const { list } = await removeDevices(held, house.seeds, [more.device], 'revoked', 3);
  const parts = { devices: both, listSeed: house.seeds.list, now: 4 };
  await refusedOn(list, await extendList(list.checked, parts));
  await refusedOn(list, await extendList(held.checked, parts));
  expect(await checkExtension(held.checked, await extendList(held.checked, parts))).toBeDefined();
});
