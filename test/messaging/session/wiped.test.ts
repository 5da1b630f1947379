import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { PublicKeyError } from '../../../src/crypto/index.ts';
import { bytes, toUtf8 } from '../../../src/encoding/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import {
  answerSession,
  beginSession,
  locate,
  prepareReceiving,
  prepareSending,
  receive,
  send,
} from '../../../src/messaging/session/index.ts';
import { changed, newDevice, newPair, newPreKeys, shown } from './side.ts';

/** Not canonical: refused, whatever is agreed with it. */
const bad = bytes(32).fill(0xff);
const isWiped = (secret: Bytes): boolean => secret.every((byte) => byte === 0);

/** Every agreement that the platform makes from now on. */
function agreements(): Bytes[] {
  const made: Bytes[] = [];
  const { subtle } = crypto;
  const real = subtle.deriveBits.bind(subtle);
  const spy = vi.spyOn(subtle, 'deriveBits').mockImplementation(async (...said) => {
    const bits = await real(...said);
    made.push(new Uint8Array(bits));
    return bits;
  });
  onTestFinished(() => spy.mockRestore());
  return made;
}

describe('the secrets of a turn', () => {
  it('are gone once it was taken to send', async () => {
    const { alice, bob } = await newPair();
    const first = await alice.say('hello');
    if (first) await bob.hear(first);
    const turn = await prepareSending(bob.session);
    if (!turn) throw new Error('no turn');
    expect([turn.dh, turn.kem].some(isWiped)).toBe(false);
    expect(send(bob.session, toUtf8('reply'), turn)).toBeDefined();
    expect([turn.dh, turn.kem].every(isWiped)).toBe(true);
  });

  it.each([true, false])(
    'are gone once it was taken to receive, whether or not the body opened: %s',
    async (isGenuine) => {
      const { alice, bob } = await newPair();
      const first = await alice.say('hello');
      if (!first) throw new Error('nothing said');
      const message = isGenuine ? first : { ...first, body: changed(first.body, 20) };
      const place = locate(bob.session, message);
      const turn = place && (await prepareReceiving(bob.session, place));
      if (!turn) throw new Error('no turn');
      expect([turn.dh, turn.kem].some(isWiped)).toBe(false);
      expect(receive(bob.session, message, { place, turn, now: 1 }) !== undefined).toBe(isGenuine);
      expect([turn.dh, turn.kem].every(isWiped)).toBe(true);
    },
  );
});

describe('what a set-up agreed on', () => {
  it('is gone once the session is there', async () => {
    const [a, b] = [await newDevice(), await newDevice()];
    const keys = await newPreKeys(b);
    const made = agreements();
    const { setUp } = await beginSession({ ...a, privateKey: a.keys.privateKey }, b, shown(keys));
    await answerSession(b, a, keys, setUp);
    // Four on each side, and the first turn's.
    expect(made).toHaveLength(9);
    expect(made.every(isWiped)).toBe(true);
  });

  it('is gone where the last key is refused', async () => {
    const [a, b] = [await newDevice(), await newDevice()];
    const keys = await newPreKeys(b);
    const made = agreements();
    const spoilt = { ...shown(keys), oneTime: bad };
    await expect(beginSession({ ...a, privateKey: a.keys.privateKey }, b, spoilt)).rejects.toThrow(PublicKeyError);
    expect(made).toHaveLength(3);
    expect(made.every(isWiped)).toBe(true);
  });

  it('is gone where the one who answers refuses a key', async () => {
    const [a, b] = [await newDevice(), await newDevice()];
    const keys = await newPreKeys(b);
    const { setUp } = await beginSession({ ...a, privateKey: a.keys.privateKey }, b, shown(keys));
    const made = agreements();
    await expect(answerSession(b, a, keys, { ...setUp, ephemeral: bad })).rejects.toThrow(PublicKeyError);
    expect(made).toHaveLength(1);
    expect(made.every(isWiped)).toBe(true);
  });
});
