import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decapsulate, encapsulate } from '../../src/crypto/hpke-schedule.ts';
import type { Opener } from '../../src/crypto/index.ts';
import {
  DecryptionError,
  PublicKeyError,
  kemKeyPair,
  openSealed,
  randomBytes,
  sealTo,
} from '../../src/crypto/index.ts';
import { MalformedError, bytes, concat, fromHex, toHex } from '../../src/encoding/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { changes } from '../support/changes.ts';
import { runs } from '../support/runs.ts';
import { cases } from '../vectors/rfc9180-kem.json';

describe('DHKEM(X25519, HKDF-SHA256)', () => {
  it.each(cases)('RFC 9180 $section', async ({ ikmE, pkEm, skEm, ikmR, pkRm, skRm, enc, shared_secret }) => {
    const [ephemeral, recipient] = [kemKeyPair(fromHex(ikmE)), kemKeyPair(fromHex(ikmR))];
    expect([toHex(ephemeral.publicKey), toHex(ephemeral.privateKey)]).toEqual([pkEm, skEm]);
    expect([toHex(recipient.publicKey), toHex(recipient.privateKey)]).toEqual([pkRm, skRm]);
    expect(toHex(await encapsulate(recipient.publicKey, ephemeral))).toBe(shared_secret);
    expect(toHex(await decapsulate(recipient, fromHex(enc)))).toBe(shared_secret);
  });

  it('takes no seed below 32 bytes', () => {
    expect(() => kemKeyPair(bytes(31))).toThrow(MalformedError);
  });
});

function someone(psk = true): Opener {
  const keyPair = kemKeyPair(randomBytes(32));
  return { keyPair, info: randomBytes(8), ...(psk && { psk: randomBytes(32), pskId: randomBytes(16) }) };
}

function sealFor({ keyPair, ...binding }: Opener, plaintext = bytes(3)): ReturnType<typeof sealTo> {
  return sealTo({ publicKey: keyPair.publicKey, ...binding }, plaintext);
}

describe.each([
  { mode: 'psk', withPsk: true },
  { mode: 'base', withPsk: false },
])('sealTo in mode $mode', ({ withPsk }) => {
  it('opens', async () => {
    const opener = someone(withPsk);
    await fc.assert(
      fc.asyncProperty(someBytes(), someBytes(), async (plaintext, info) => {
        const sealed = await sealFor({ ...opener, info }, plaintext);
        expect(sealed).toHaveLength(32 + 32 + plaintext.length + 16);
        expect(await openSealed({ ...opener, info }, sealed)).toEqual(plaintext);
      }),
      { numRuns: runs(20) },
    );
  });

  it('opens nothing changed, cut or extended', async () => {
    const opener = someone(withPsk);
    const sealed = await sealFor(opener);
    for (const { what, changed } of changes(sealed)) {
      await expect(openSealed(opener, changed), what).rejects.toThrow(DecryptionError);
    }
  });

  it('opens nothing with another key pair or info', async () => {
    const opener = someone(withPsk);
    const sealed = await sealFor(opener);
    const { keyPair } = someone();
    await expect(openSealed({ ...opener, keyPair }, sealed)).rejects.toThrow(DecryptionError);
    await expect(openSealed({ ...opener, info: randomBytes(8) }, sealed)).rejects.toThrow(DecryptionError);
  });

  it('makes a new ephemeral key each time', async () => {
    const opener = someone(withPsk);
    const [first, second] = [await sealFor(opener), await sealFor(opener)];
    expect(first.subarray(0, 32)).not.toEqual(second.subarray(0, 32));
  });
});

describe('what a seal is bound to', () => {
  it('is psk and psk_id, and the mode', async () => {
    const opener = someone();
    const sealed = await sealFor(opener);
    const { keyPair, info } = opener;
    const psk = opener.psk ?? bytes(32);
    await expect(openSealed({ ...opener, psk: randomBytes(32) }, sealed)).rejects.toThrow(DecryptionError);
    await expect(openSealed({ ...opener, pskId: randomBytes(16) }, sealed)).rejects.toThrow(DecryptionError);
    await expect(openSealed({ keyPair, info }, sealed)).rejects.toThrow(DecryptionError);
    const baseSealed = await sealFor({ keyPair, info });
    await expect(openSealed({ keyPair, info, psk, pskId: bytes(16) }, baseSealed)).rejects.toThrow(DecryptionError);
  });

  it('is the commitment, even where the ciphertext would open', async () => {
    const opener = someone();
    const [sealed, foreign] = [await sealFor(opener), await sealFor(opener)];
    const mixed = concat(sealed.subarray(0, 32), foreign.subarray(32, 64), sealed.subarray(64));
    await expect(openSealed(opener, mixed)).rejects.toThrow(DecryptionError);
  });
});

describe('refused at the door', () => {
  const { keyPair, info } = someone();

  it.each([
    ['a psk without an id', { psk: bytes(32) }],
    ['an id without a psk', { pskId: bytes(1) }],
    ['a short psk', { psk: bytes(31), pskId: bytes(1) }],
    ['an empty id', { psk: bytes(32), pskId: bytes(0) }],
  ])('%s', async (_, binding) => {
    await expect(sealFor({ keyPair, info, ...binding })).rejects.toThrow(MalformedError);
    await expect(openSealed({ keyPair, info, ...binding }, bytes(100))).rejects.toThrow(MalformedError);
  });

  it('a recipient of low order, and an enc of low order', async () => {
    await expect(sealTo({ publicKey: bytes(32), info }, bytes(1))).rejects.toThrow(PublicKeyError);
    await expect(openSealed({ keyPair, info }, bytes(100))).rejects.toThrow(DecryptionError);
  });
});
