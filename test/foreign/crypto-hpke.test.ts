import { describe, expect, it } from 'vitest';
import { decryptWithNonce, encryptWithNonce, importKey } from '../../src/crypto/aead.ts';
import { decapsulate, encapsulate, exportSecret, keySchedule } from '../../src/crypto/hpke-schedule.ts';
import { kemKeyPair } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { bytes, concat, fromHex, toHex, u64 } from '../../src/encoding/index.ts';
import { describeForeign, readJson } from './support/folder.ts';

interface Vector {
  readonly mode: 0 | 1 | 2 | 3;
  readonly kem_id: number;
  readonly kdf_id: number;
  readonly aead_id: number;
  readonly [hexField: string]: unknown;
  readonly encryptions: readonly { aad: string; ct: string; nonce: string; pt: string }[];
  readonly exports: readonly { exporter_context: string; L: number; exported_value: string }[];
}

const MODES = ['base', 'psk', 'auth', 'auth-psk'];
const AEADS: Readonly<Record<number, string>> = { 1: 'AES-128-GCM', 2: 'AES-256-GCM', 3: 'ChaCha20-Poly1305' };

function hex(vector: Vector, field: string): Bytes {
  const value = vector[field];
  return fromHex(typeof value === 'string' ? value : '');
}

/** The nonce of the n-th message: our own seals send one message only. */
function nonceOf(baseNonce: Bytes, sequence: number): Bytes {
  const counter = concat(bytes(4), u64(sequence));
  return baseNonce.map((byte, index) => byte ^ (counter[index] ?? 0));
}

function contextOf(vector: Vector): ReturnType<typeof keySchedule> {
  const psk = vector.mode === 1 ? { psk: hex(vector, 'psk'), pskId: hex(vector, 'psk_id') } : undefined;
  return keySchedule(hex(vector, 'shared_secret'), hex(vector, 'info'), psk);
}

function testKeys(vector: Vector): void {
  it('derives the key pairs', () => {
    for (const [seed, publicKey, privateKey] of [
      ['ikmE', 'pkEm', 'skEm'],
      ['ikmR', 'pkRm', 'skRm'],
    ] as const) {
      const pair = kemKeyPair(hex(vector, seed));
      expect([toHex(pair.publicKey), toHex(pair.privateKey)]).toEqual([vector[publicKey], vector[privateKey]]);
    }
  });
}

function testKem(vector: Vector): void {
  it('encapsulates and decapsulates', async () => {
    const shared = String(vector['shared_secret']);
    const recipient = { publicKey: hex(vector, 'pkRm'), privateKey: hex(vector, 'skRm') };
    const ephemeral = { publicKey: hex(vector, 'pkEm'), privateKey: hex(vector, 'skEm') };
    expect(toHex(await encapsulate(recipient.publicKey, ephemeral))).toBe(shared);
    expect(toHex(await decapsulate(recipient, hex(vector, 'enc')))).toBe(shared);
  });
}

function testSuite(vector: Vector): void {
  it('schedules the keys', () => {
    const { key, baseNonce, exporterSecret } = contextOf(vector);
    expect(toHex(key)).toBe(vector['key']);
    expect(toHex(baseNonce)).toBe(vector['base_nonce']);
    expect(toHex(exporterSecret)).toBe(vector['exporter_secret']);
  });

  it.each(vector.encryptions.map((encryption, number) => ({ ...encryption, number })))(
    'encrypts and decrypts, nonce $nonce',
    async ({ number, aad, ct, nonce, pt }) => {
      const { key, baseNonce } = contextOf(vector);
      // The published messages are those of some sequence numbers only: the nonce tells which.
      const sequence = Number(BigInt(`0x${nonce}`) ^ BigInt(`0x${toHex(baseNonce)}`));
      expect(sequence).toBeGreaterThanOrEqual(number);
      expect(toHex(nonceOf(baseNonce, sequence))).toBe(nonce);
      const handle = await importKey(key);
      expect(toHex(await encryptWithNonce(handle, fromHex(nonce), fromHex(pt), fromHex(aad)))).toBe(ct);
      expect(toHex(await decryptWithNonce(handle, fromHex(nonce), fromHex(ct), fromHex(aad)))).toBe(pt);
    },
  );

  it.each(vector.exports)('exports for "$exporter_context"', ({ exporter_context, L, exported_value }) => {
    expect(toHex(exportSecret(contextOf(vector), fromHex(exporter_context), L))).toBe(exported_value);
  });
}

describeForeign('RFC 9180', () => {
  const vectors = readJson('hpke/rfc9180-x25519-sha256.json') as Vector[];

  for (const vector of vectors) {
    const [mode, aead] = [MODES[vector.mode] ?? '', AEADS[vector.aead_id] ?? ''];
    describe(`mode ${mode}, ${aead}`, () => {
      testKeys(vector);
      if (vector.mode >= 2) {
        it.skip(`the rest of mode ${mode}: format 1 has modes base and psk only`, () => undefined);
        return;
      }
      testKem(vector);
      if (vector.aead_id === 2) testSuite(vector);
      else it.skip(`key schedule and ${aead}: format 1 has AES-256-GCM only`, () => undefined);
    });
  }
});
