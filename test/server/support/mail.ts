import { agreementKeyPair, mlkemKeyPair, newId, randomBytes, sign } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { associate, fromId } from '../../../src/encoding/index.ts';
import type { PreKey } from '../../../src/wire/index.ts';
import { ENVELOPE_STEP, writePreKey, writeSigned } from '../../../src/wire/index.ts';
import type { TestDevice } from './device.ts';

/** What HPKE adds to what it seals, in bytes. */
const SEAL_BYTES = 80;

/** Bytes as long as an envelope, which nobody opens. */
export function testEnvelope(steps = 1): Bytes {
  return randomBytes(steps * ENVELOPE_STEP + SEAL_BYTES);
}

/** A pre-key of a device, signed by it, encoded. `wrong`: what it says instead. */
export async function testPreKey(
  device: TestDevice,
  kind: PreKey['kind'],
  wrong: Partial<PreKey> = {},
  signing: Bytes = device.signing,
): Promise<Bytes> {
  const key = kind === 'kem' ? (await mlkemKeyPair()).publicKey : (await agreementKeyPair()).publicKey;
  const value: PreKey = {
    account: device.account,
    device: device.id,
    kind,
    id: newId(),
    key,
    time: Date.now(),
    ...wrong,
  };
  const preKey = writePreKey(value);
  const message = associate('prekey', { account: fromId(device.account), device: fromId(device.id), preKey });
  return writeSigned(preKey, await sign(signing, message));
}

/** So many one-time pre-keys. */
export function testOnceKeys(device: TestDevice, count: number): Promise<Bytes[]> {
  return Promise.all(Array.from({ length: count }, () => testPreKey(device, 'once')));
}
