import { Secret, TOTP, URI } from 'otpauth';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase32, toUtf8 } from '../../src/encoding/index.ts';
import {
  groupedCode,
  groupedSeed,
  isTotpCode,
  lookupOf,
  newBackupCodes,
  newTotpSeed,
  otpauthUrl,
  totpCode,
} from '../../src/sync/index.ts';
import { asBackupCode, asTotpCode } from '../../src/typed/index.ts';
import { toHex } from '../../src/encoding/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { runs } from '../support/runs.ts';

describe('a code of an authenticator app', () => {
  // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %s s is %s', async (seconds, code) => {
    expect(await totpCode(toUtf8('12345678901234567890'), seconds * 1_000)).toBe(code);
  });

  test('is the one that apps show', async () => {
    const times = fc.integer({ min: 0, max: 4_102_444_800_000 });
    await fc.assert(
      fc.asyncProperty(someBytes(20, 20), times, async (seed, timestamp) => {
        const secret = new Secret({ buffer: seed.slice().buffer });
        expect(await totpCode(seed, timestamp)).toBe(new TOTP({ secret }).generate({ timestamp }));
      }),
      { numRuns: runs(50) },
    );
  });

  test('counts a step early and a step late, and no longer', async () => {
    const [seed, now] = [newTotpSeed(), 1_800_000_015_000];
    const counts = async (steps: number) => isTotpCode(seed, await totpCode(seed, now + steps * 30_000), now);
    expect(await Promise.all([-2, -1, 0, 1, 2].map(counts))).toEqual([false, true, true, true, false]);
    expect(await isTotpCode(seed, '', now)).toBe(false);
  });

  test('is read from the QR code as from the typed seed', () => {
    const seed = newTotpSeed();
    const read = URI.parse(otpauthUrl(seed, 'Zoë & Co: me@example.org'));
    expect(read).toMatchObject({
      issuer: 'Latchkey',
      label: 'Zoë & Co: me@example.org',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
    });
    expect(read.secret.bytes).toEqual(seed);
    expect(fromBase32(groupedSeed(seed).replaceAll(' ', ''))).toEqual(seed);
    expect(groupedSeed(seed)).toMatch(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  });

  test.each(['123456', ' 123 456 ', '123-456', '\uff11\uff12\uff13\uff14\uff15\uff16', '12\u2009345\u20136'])(
    'may be typed as %j',
    (typed) => {
      expect(asTotpCode(typed)).toBe('123456');
    },
  );

  test.each(['', '12345', '1234567', '12345a'])('is not %j', (typed) => {
    expect(() => asTotpCode(typed)).toThrow(expect.objectContaining({ code: 'code-shape' }));
  });
});

describe('backup codes', () => {
  test('are ten, of 60 bits, and all different', () => {
    const codes = newBackupCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[A-Z2-7]{12}$/);
    expect(new Set([...codes, ...newBackupCodes()]).size).toBe(20);
  });

  test('are read as they are shown, and as people type them', () => {
    for (const code of newBackupCodes()) {
      expect(groupedCode(code)).toMatch(/^[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}$/);
      for (const typed of [
        code,
        groupedCode(code),
        code.toLowerCase(),
        `  ${groupedCode(code).replaceAll('-', ' ')}`,
      ]) {
        expect(asBackupCode(typed)).toBe(code);
      }
    }
    expect(asBackupCode('0iB1-8aaa-2345')).toBe('OIBIBAAA2345');
  });

  test.each(['', 'ABCD', 'ABCD-EFGH-IJKLM', 'ABCD-EFGH-IJK9', 'ABCD-EFGH-IJK\u00c9'])('are not %j', (typed) => {
    expect(() => asBackupCode(typed)).toThrow(expect.objectContaining({ code: 'code-shape' }));
  });
});

describe('the look-up of an address', () => {
  test('is one hash, whatever the fingerprint', () => {
    // SHA-256 over u16 lengths, "latchkey/v1/email" and the address, made by Python's hashlib.
    const known = '0a9c33c3836920451905e0bf4510943eacf39932d23c298d9cc00b7502ced959';
    expect(toHex(lookupOf('  Me@example.ORG '))).toBe(known);
    expect(toHex(lookupOf('\uff4de@example.org'))).toBe(toHex(lookupOf('me@example.org')));
    expect(toHex(lookupOf('me@example.org'))).not.toBe(toHex(lookupOf('you@example.org')));
  });
});
