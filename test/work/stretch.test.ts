import { argon2id } from '@noble/hashes/argon2.js';
import fc from 'fast-check';
import { argon2id as wasmArgon2id } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import type { StretchParameters } from '../../src/crypto/index.ts';
import { StretchParametersError, defaultStretch } from '../../src/crypto/index.ts';
import { bytes, fromHex, toHex, toUtf8 } from '../../src/encoding/index.ts';
import { stretch } from '../../src/work/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { runs } from '../support/runs.ts';
import { cases } from '../vectors/rfc9106-argon2id.json';

describe('Argon2id', () => {
  it.each(cases)('RFC 9106 section $section, by noble (the other one takes no associated data)', (vector) => {
    const { password, salt, secret, ad, t, m, p, tag } = vector;
    const options = { t, m, p, key: fromHex(secret), personalization: fromHex(ad), dkLen: 32 };
    expect(toHex(Uint8Array.from(argon2id(fromHex(password), fromHex(salt), options)))).toBe(tag);
  });

  it('is the same by hash-wasm and by noble at any small cost', async () => {
    const cost = fc.record({ t: fc.integer({ min: 1, max: 3 }), m: fc.integer({ min: 32, max: 256 }) });
    await fc.assert(
      fc.asyncProperty(someBytes(1, 40), someBytes(16, 16), cost, async (password, salt, { t, m }) => {
        const ours = await wasmArgon2id({
          password,
          salt,
          iterations: t,
          memorySize: m,
          parallelism: 4,
          hashLength: 32,
          outputType: 'hex',
        });
        expect(ours).toBe(toHex(Uint8Array.from(argon2id(password, salt, { t, m, p: 4, dkLen: 32 }))));
      }),
      { numRuns: runs(8) },
    );
  });
});

describe('stretch', () => {
  it('is Argon2id at the floor of format 1', async () => {
    const parameters: StretchParameters = { ...defaultStretch(), salt: bytes(16).fill(2) };
    const password = toUtf8('correct horse');
    const { t, m, p, salt } = parameters;
    const expected = Uint8Array.from(argon2id(password, salt, { t, m, p, dkLen: 32 }));
    expect(await stretch(password, parameters)).toEqual(expected);
  });

  it('refuses a cost below the floor before it derives', async () => {
    const cheap = { ...defaultStretch(), m: 1024 };
    await expect(stretch(bytes(1), cheap)).rejects.toThrow(StretchParametersError);
  });
});
