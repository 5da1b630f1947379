import { describe, expect, test } from 'vitest';
import { checkBundle } from '../../../src/messaging/prekeys/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { readFrames } from '../../../src/encoding/index.ts';
import type { Certificate, Bundle } from '../../../src/wire/index.ts';
import { readBundle, readCertificate, readDeviceList, writeBundle } from '../../../src/wire/index.ts';
import { TestDevice } from '../../server/support/device.ts';
import { testPreKey } from '../../server/support/mail.ts';
import { refusal } from '../../support/refusal.ts';

const DAY = 86_400_000;

/** Bob's device as a list that was followed has it, and everything that his store could hand out. */
async function world() {
  const [bob, mallory] = [await TestDevice.first(), await TestDevice.first()];
  const parts = async (device: TestDevice, signing = device.signing) => ({
    certificate: certificateOf(device).encoded,
    signed: await testPreKey(device, 'signed', {}, signing),
    kem: await testPreKey(device, 'kem', {}, signing),
    once: await testPreKey(device, 'once', {}, signing),
  });
  return { bob, mallory, listed: certificateOf(bob).value, honest: await parts(bob), parts };
}

function certificateOf({ encodedList }: TestDevice): { readonly value: Certificate; readonly encoded: Bytes } {
  const [encoded = new Uint8Array(0)] = readDeviceList(encodedList).value.devices;
  return { value: readCertificate(encoded).value, encoded };
}

/** What comes of a bundle, as a hostile store puts it together. */
const judge = (listed: Certificate, source: Bytes, now = Date.now()): Promise<string> =>
  refusal(read(source).then((bundle) => checkBundle(listed, bundle, now)));

function read(source: Bytes): Promise<Bundle> {
  return new Promise((resolve) => resolve(readBundle(source)));
}

describe('a bundle of a hostile store', () => {
  test('counts as the listed device signed it, and only then', async () => {
    const { listed, honest } = await world();
    expect(await judge(listed, writeBundle(honest))).toBe('taken');
    expect(await judge(listed, writeBundle({ ...honest, once: undefined }))).toBe('taken');
  });

  test('of another account, or with one part of it, is refused', async () => {
    const { listed, honest, mallory, parts } = await world();
    const other = await parts(mallory);
    expect(await judge(listed, writeBundle(other))).toBe('bundle-refused');
    for (const part of ['certificate', 'signed', 'kem', 'once'] as const) {
      expect(await judge(listed, writeBundle({ ...honest, [part]: other[part] })), part).toBe('malformed');
    }
  });

  test('of another device of the same account is refused', async () => {
    const { bob, listed, parts } = await world();
    expect(await judge(listed, writeBundle(await parts(await bob.second())))).toMatch(/^(?:bundle-refused|malformed)$/);
  });

  test('that names the device and is signed by another key is refused, in every part', async () => {
    const { bob, mallory, listed, honest, parts } = await world();
    const forged = await parts(bob, mallory.signing);
    for (const part of ['signed', 'kem', 'once'] as const) {
      expect(await judge(listed, writeBundle({ ...honest, [part]: forged[part] })), part).toBe('bundle-refused');
    }
  });

  test('is refused with a bit of any pre-key changed', async () => {
    const { listed, honest } = await world();
    for (const part of ['signed', 'kem', 'once'] as const) {
      const [, signature = new Uint8Array(0)] = readFrames(honest[part], 2);
      const key = honest[part].slice();
      key[key.length - signature.length + 5] = (key[key.length - signature.length + 5] ?? 0) ^ 4;
      expect(await judge(listed, writeBundle({ ...honest, [part]: key })), part).toBe('bundle-refused');
    }
  });

  test('with a pre-key in the place of one of another kind is refused', async () => {
    const { listed, honest } = await world();
    expect(await judge(listed, writeBundle({ ...honest, once: honest.signed }))).toBe('malformed');
    expect(await judge(listed, writeBundle({ ...honest, signed: honest.once }))).toBe('malformed');
  });

  test('with a KEM key above the modulus is refused, whoever signed it', async () => {
    const { bob, listed, honest } = await world();
    const kem = await testPreKey(bob, 'kem', { key: new Uint8Array(1_184).fill(0xff) });
    expect(await judge(listed, writeBundle({ ...honest, kem }))).toBe('bundle-refused');
  });

  test('that the store has kept for more than 45 days is refused', async () => {
    const { listed, honest } = await world();
    expect(await judge(listed, writeBundle(honest), Date.now() + 44 * DAY)).toBe('taken');
    expect(await judge(listed, writeBundle(honest), Date.now() + 46 * DAY)).toBe('bundle-refused');
  });
});
