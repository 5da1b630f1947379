import { describe, expect, test } from 'vitest';
import { newId, randomBytes, signingKeyPair } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { bytes } from '../../src/encoding/index.ts';
import {
  DeviceListError,
  certify,
  checkCertificate,
  checkExtension,
  checkNamedList,
  extendList,
  findDevice,
  firstList,
  listHash,
  newDevice,
} from '../../src/devices/index.ts';

/** An account with one device and its first list. */
async function newAccount() {
  const account = newId();
  const [identity, listKey] = [await signingKeyPair(), await signingKeyPair()];
  const { certificate } = await newDevice(account, 1);
  const own = await certify(identity.privateKey, certificate);
  const first = await firstList({
    account,
    identity: identity.publicKey,
    identitySeed: identity.privateKey,
    listKey: listKey.publicKey,
    certificate: own,
    now: 1,
  });
  const held = await checkNamedList(first, account, listHash(first));
  return { account, identity, listKey, certificate, own, first, held };
}

type Account = Awaited<ReturnType<typeof newAccount>>;

async function anotherDevice({ account, identity }: Account) {
  const { certificate } = await newDevice(account, 2);
  return { certificate, encoded: await certify(identity.privateKey, certificate) };
}

describe('a certificate', () => {
  test('counts for its account, by its identity, unchanged', async () => {
    const { account, identity, own, certificate } = await newAccount();
    expect(await checkCertificate(identity.publicKey, account, own)).toEqual(certificate);
    await expect(checkCertificate(identity.publicKey, newId(), own)).rejects.toThrow(DeviceListError);
    const { publicKey } = await signingKeyPair();
    await expect(checkCertificate(publicKey, account, own)).rejects.toThrow(DeviceListError);
  });
});

describe('the first list', () => {
  test('names its device, and is accepted only under its hash and for its account', async () => {
    const { account, first, held, certificate } = await newAccount();
    expect(held).toMatchObject({ version: 1, previous: bytes(32), removed: [] });
    expect(findDevice(held, certificate.device)).toEqual(certificate);
    expect(findDevice(held, newId())).toBeUndefined();
    await expect(checkNamedList(first, account, randomBytes(32))).rejects.toThrow(DeviceListError);
    await expect(checkNamedList(first, newId(), listHash(first))).rejects.toThrow(DeviceListError);
  });
});

describe('a list extends the one held', () => {
  test('by a device, then without it under a new list key', async () => {
    const account = await newAccount();
    const more = await anotherDevice(account);
    const next = await extendList(account.held, {
      devices: [account.own, more.encoded],
      removed: [],
      listKey: account.listKey.publicKey,
      listSeed: account.listKey.privateKey,
      now: 2,
    });
    const second = await checkExtension(account.held, next);
    expect(findDevice(second, more.certificate.device)).toEqual(more.certificate);
    const fresh = await signingKeyPair();
    const removed = [{ device: more.certificate.device, reason: 'revoked' as const, time: 3 }];
    const third = await checkExtension(
      second,
      await extendList(second, {
        devices: [account.own],
        removed,
        listKey: fresh.publicKey,
        listSeed: account.listKey.privateKey,
        now: 3,
      }),
    );
    expect(third).toMatchObject({ version: 3, removed });
    expect(findDevice(third, more.certificate.device)).toBeUndefined();
  });

  const twoDevices = async () => {
    const account = await newAccount();
    const more = await anotherDevice(account);
    const parts = { removed: [], listKey: account.listKey.publicKey, listSeed: account.listKey.privateKey, now: 2 };
    const encoded = await extendList(account.held, { ...parts, devices: [account.own, more.encoded] });
    const held = await checkExtension(account.held, encoded);
    return { account, more, parts, held, encoded };
  };

  test('and is refused when signed by another key, skipped, replayed, or of another account', async () => {
    const { account, held, parts, encoded } = await twoDevices();
    const { privateKey } = await signingKeyPair();
    const forged = await extendList(held, { ...parts, devices: [account.own], listSeed: privateKey });
    const skipped = await extendList({ ...held, version: 5 }, { ...parts, devices: [account.own] });
    const other = await twoDevices();
    for (const wrong of [forged, skipped, encoded, account.first, other.encoded]) {
      await expect(checkExtension(held, wrong)).rejects.toThrow(DeviceListError);
    }
  });

  test('and is refused when a device vanishes unsaid, returns, is named twice, or goes without a new list key', async () => {
    const { account, more, held, parts } = await twoDevices();
    const fresh = await signingKeyPair();
    const { device } = more.certificate;
    const removed = [{ device, reason: 'cloned' as const, time: 3 }];
    const without = await extendList(held, { ...parts, devices: [account.own], removed, listKey: fresh.publicKey });
    const third = await checkExtension(held, without);
    const wrong: [typeof held, Bytes][] = [
      [held, await extendList(held, { ...parts, devices: [account.own] })],
      [held, await extendList(held, { ...parts, devices: [account.own], removed })],
      [held, await extendList(held, { ...parts, devices: [account.own, account.own, more.encoded] })],
      [
        held,
        await extendList(held, { ...parts, devices: [account.own, more.encoded], removed, listKey: fresh.publicKey }),
      ],
      [third, await extendList(third, { ...parts, devices: [account.own], listSeed: fresh.privateKey })],
      [
        third,
        await extendList(third, {
          ...parts,
          devices: [account.own, more.encoded],
          removed,
          listSeed: fresh.privateKey,
        }),
      ],
    ];
    for (const [base, list] of wrong) await expect(checkExtension(base, list)).rejects.toThrow(DeviceListError);
  });
});
