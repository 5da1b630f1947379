import { expect, test } from 'vitest';
import { DecryptionError, agreementKeyPair, newId, randomBytes, signingKeyPair } from '../../src/crypto/index.ts';
import { bytes, toHex } from '../../src/encoding/index.ts';
import {
  newDevice,
  newDeviceSlot,
  openDeviceSecrets,
  ownMailboxKeys,
  renewOwnKeys,
  sealDeviceSecrets,
  settledSecrets,
  wipeDeviceSecrets,
  wipeDropped,
  withPending,
  withSlot,
} from '../../src/devices/index.ts';
import { readSealedDeviceSecrets, writeSealedDeviceSecrets } from '../../src/wire/index.ts';

const account = newId();
const deviceKey = randomBytes(32);

test('a new device certifies the public halves of its secrets', async () => {
  const { secrets, certificate } = await newDevice(account, 5);
  expect((await signingKeyPair(secrets.signing)).publicKey).toEqual(certificate.signing);
  expect((await agreementKeyPair(secrets.agreement)).publicKey).toEqual(certificate.agreement);
  expect((await agreementKeyPair(secrets.mailbox)).publicKey).toEqual(certificate.mailbox);
  const keys = [secrets.signing, secrets.agreement, secrets.mailbox, secrets.slot.secret].map(toHex);
  expect(new Set(keys).size).toBe(4);
});

test('device secrets open under the device key of their generation, for their account and device', async () => {
  const { secrets, certificate } = await newDevice(account, 5);
  const place = { account, device: certificate.device, generation: 2 };
  const sealed = await sealDeviceSecrets(deviceKey, place, secrets);
  const keyOf = (generation: number) => (generation === 2 ? deviceKey : undefined);
  expect(await openDeviceSecrets(sealed, account, keyOf)).toEqual({ device: place.device, generation: 2, secrets });
  expect(await openDeviceSecrets(sealed, account, () => undefined)).toBeUndefined();
  await expect(openDeviceSecrets(sealed, newId(), keyOf)).rejects.toThrow(DecryptionError);
  await expect(openDeviceSecrets(sealed, account, () => randomBytes(32))).rejects.toThrow(DecryptionError);
  const parts = readSealedDeviceSecrets(sealed);
  for (const changed of [{ device: newId() }, { generation: 3 }, { salt: randomBytes(32) }]) {
    const forged = writeSealedDeviceSecrets({ ...parts, ...changed });
    await expect(openDeviceSecrets(forged, account, () => deviceKey)).rejects.toThrow(DecryptionError);
  }
});

test('the same secrets are sealed under another key each time, and wiping leaves none', async () => {
  const { secrets, certificate } = await newDevice(account, 5);
  const place = { account, device: certificate.device, generation: 1 };
  const [one, two] = [
    readSealedDeviceSecrets(await sealDeviceSecrets(deviceKey, place, secrets)),
    readSealedDeviceSecrets(await sealDeviceSecrets(deviceKey, place, secrets)),
  ];
  expect(toHex(one.salt)).not.toBe(toHex(two.salt));
  wipeDeviceSecrets(secrets);
  expect([secrets.signing, secrets.agreement, secrets.mailbox, secrets.slot.secret]).toEqual(Array(4).fill(bytes(32)));
});

test('what a change drops is wiped, and nothing that stays', async () => {
  const { secrets } = await newDevice(account, 5);
  const [old, fresh] = [secrets.slot, newDeviceSlot()];
  const pending = withPending(secrets, { ...secrets, slot: fresh }, 0);
  wipeDropped(secrets, pending);
  expect([old, fresh].map(({ secret }) => isZero(secret))).toEqual([false, false]);
  wipeDropped(pending, withSlot(pending, fresh));
  expect([old, fresh].map(({ secret }) => isZero(secret))).toEqual([true, false]);
  expect([secrets.signing, secrets.agreement, secrets.mailbox].some(isZero)).toBe(false);
  wipeDropped(secrets, (await newDevice(account, 6)).secrets);
  expect([secrets.signing, secrets.agreement, secrets.mailbox].every(isZero)).toBe(true);
});

test('keys that others take the place of open what comes for 45 days, whether the others were listed or not', async () => {
  const day = 24 * 60 * 60_000;
  const { secrets, certificate } = await newDevice(account, 5);
  const renewed = await renewOwnKeys(secrets, certificate, 30 * day);
  expect(renewed.certificate).toMatchObject({ signing: certificate.signing, createdAt: 30 * day });
  const sent = withPending(secrets, renewed.secrets, 30 * day);
  expect(ownMailboxKeys(sent)).toEqual([secrets.mailbox, renewed.secrets.mailbox]);
  const settled = (by: typeof certificate, now: number) =>
    settledSecrets(sent, [{ id: renewed.secrets.slot.id }], by, now);
  const listed = await settled(renewed.certificate, 31 * day);
  expect(listed).toMatchObject({ mailbox: renewed.secrets.mailbox, slot: renewed.secrets.slot });
  expect(ownMailboxKeys(listed)).toEqual([renewed.secrets.mailbox, secrets.mailbox]);
  expect(ownMailboxKeys(await settled(certificate, 31 * day))).toEqual([secrets.mailbox, renewed.secrets.mailbox]);
  const later = (now: number) => settledSecrets(listed, [], renewed.certificate, now);
  expect(ownMailboxKeys(await later(75 * day))).toHaveLength(2);
  expect(ownMailboxKeys(await later(76 * day))).toEqual([renewed.secrets.mailbox]);
});

function isZero(secret: Uint8Array): boolean {
  return secret.every((byte) => byte === 0);
}
