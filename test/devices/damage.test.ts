import { describe, expect, it } from 'vitest';
import { DecryptionError, newId, randomBytes, signingKeyPair } from '../../src/crypto/index.ts';
import { LatchkeyError } from '../../src/encoding/index.ts';
import {
  DeviceListError,
  certify,
  checkCertificate,
  checkExtension,
  checkNamedList,
  extendList,
  firstList,
  listHash,
  newDevice,
  openDeviceSecrets,
  sealDeviceSecrets,
} from '../../src/devices/index.ts';
import { changes } from '../support/changes.ts';

const account = newId();

async function newHouse() {
  const [identity, list] = [await signingKeyPair(), await signingKeyPair()];
  const { secrets, certificate } = await newDevice(account, 1);
  const encoded = await certify(identity.privateKey, certificate);
  const first = await firstList({
    account,
    identity: identity.publicKey,
    identitySeed: identity.privateKey,
    listKey: list.publicKey,
    certificate: encoded,
    now: 1,
  });
  return { identity, list, secrets, certificate, encoded, first };
}

describe('a certificate', () => {
  it('is accepted, and with any change is not', async () => {
    const { identity, certificate, encoded } = await newHouse();
    expect(await checkCertificate(identity.publicKey, account, encoded)).toEqual(certificate);
    for (const { what, changed } of changes(encoded)) {
      await expect(checkCertificate(identity.publicKey, account, changed), what).rejects.toThrow(LatchkeyError);
    }
  });

  it('is accepted of its identity and for its account only', async () => {
    const { identity, encoded } = await newHouse();
    const other = await signingKeyPair();
    await expect(checkCertificate(other.publicKey, account, encoded)).rejects.toThrow(DeviceListError);
    await expect(checkCertificate(identity.publicKey, newId(), encoded)).rejects.toThrow(DeviceListError);
  });
});

describe('a device list', () => {
  it('is accepted under its hash, and with any change is not', async () => {
    const { first } = await newHouse();
    const hash = listHash(first);
    expect(await checkNamedList(first, account, hash)).toMatchObject({ version: 1, account });
    for (const { what, changed } of changes(first)) {
      await expect(checkNamedList(changed, account, hash), what).rejects.toThrow(DeviceListError);
    }
  });

  it('made by somebody else is not accepted, whatever names it', async () => {
    const { first } = await newHouse();
    for (const { what, changed } of changes(first)) {
      await expect(checkNamedList(changed, account, listHash(changed)), what).rejects.toThrow(LatchkeyError);
    }
  });

  it('is extended by the holder of its list key only', async () => {
    const { list, encoded, first } = await newHouse();
    const held = await checkNamedList(first, account, listHash(first));
    const next = { devices: [encoded], now: 2 };
    const extension = await extendList(held, { ...next, listSeed: list.privateKey });
    expect(await checkExtension(held, extension)).toMatchObject({ version: 2 });
    const forged = await extendList(held, { ...next, listSeed: randomBytes(32) });
    await expect(checkExtension(held, forged)).rejects.toThrow(DeviceListError);
    for (const { what, changed } of changes(extension)) {
      await expect(checkExtension(held, changed), what).rejects.toThrow(LatchkeyError);
    }
  });
});

describe('device secrets', () => {
  const deviceKey = randomBytes(32);

  it('open, and with any change do not', async () => {
    const { secrets, certificate } = await newHouse();
    const place = { account, device: certificate.device, generation: 1 };
    const sealed = await sealDeviceSecrets(deviceKey, place, secrets);
    const keyOf = (generation: number) => (generation === 1 ? deviceKey : undefined);
    expect(await openDeviceSecrets(sealed, account, keyOf)).toEqual({
      device: certificate.device,
      generation: 1,
      secrets,
    });
    for (const { what, changed } of changes(sealed)) {
      const outcome: unknown = await openDeviceSecrets(changed, account, keyOf).catch((error: unknown) => error);
      expect(outcome === undefined || outcome instanceof LatchkeyError, what).toBe(true);
    }
    await expect(openDeviceSecrets(sealed, newId(), keyOf)).rejects.toThrow(DecryptionError);
    await expect(openDeviceSecrets(sealed, account, () => randomBytes(32))).rejects.toThrow(DecryptionError);
  });
});
