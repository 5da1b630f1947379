import { afterEach, expect, it, vi } from 'vitest';
import { finishLogin, finishRegistration, startLogin, startRegistration } from '../../../src/sync/opaque/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, fromHex, toHex } from '../../../src/encoding/index.ts';
import published from '../../vectors/oblivious/rfc9807-opaque.json' with { type: 'json' };

const agreed = { context: fromHex(published.context), harden: (output: Bytes) => Promise.resolve(output.slice()) };
const password = (): Bytes => fromHex(published.password);

/** What is drawn for a blind: 48 bytes, little-endian, of which noble takes one more than they say. */
function drawOf(blind: string): Bytes {
  const draw = bytes(48);
  draw.set(fromHex(blind));
  draw[0] = (draw[0] ?? 0) - 1;
  return draw;
}

/** A sign-in begun as the published one. */
function begun() {
  drawing(drawOf(published.blindLogin), fromHex(published.clientNonce), fromHex(published.clientKeyshareSeed));
  return startLogin(password());
}

/** Noble hides scalars behind so many random bytes at every multiplication. */
const HIDING_BYTES = 16;

/** What is drawn next, in this order; whoever draws another length fails. */
function drawing(...draws: readonly Bytes[]): void {
  const left = [...draws];
  const real = crypto.getRandomValues.bind(crypto);
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((into) => {
    if (into.byteLength === HIDING_BYTES) return real(into);
    const next = left.shift();
    if (!(into instanceof Uint8Array) || into.length !== next?.length) throw new Error('drawn otherwise');
    into.set(next);
    return into;
  });
}

afterEach(() => vi.restoreAllMocks());

it('makes the record of RFC 9807, C.1.1', async () => {
  drawing(drawOf(published.blindRegistration), fromHex(published.envelopeNonce));
  const start = startRegistration(password());
  expect(toHex(start.blinded)).toBe(published.registrationRequest);
  const made = await finishRegistration(password(), start, fromHex(published.registrationResponse), agreed);
  expect(toHex(made.record)).toBe(published.registrationUpload);
  expect(toHex(made.storeKey)).toBe(published.serverPublicKey);
  expect(start.blind).toEqual(bytes(32));
});

it('signs in as RFC 9807, C.1.1', async () => {
  const start = begun();
  expect(toHex(start.request)).toBe(published.ke1);
  const proof = await finishLogin(password(), start, fromHex(published.ke2), agreed);
  expect(toHex(proof?.finish ?? bytes(0))).toBe(published.ke3);
  expect(toHex(proof?.sessionKey ?? bytes(0))).toBe(published.sessionKey);
  expect(toHex(proof?.storeKey ?? bytes(0))).toBe(published.serverPublicKey);
  expect([start.blind, start.secret]).toEqual([bytes(32), bytes(32)]);
});

it('in another context the same answer is nobody’s', async () => {
  const start = begun();
  const elsewhere = { ...agreed, context: bytes(0) };
  expect(await finishLogin(password(), start, fromHex(published.ke2), elsewhere)).toBeNull();
});
