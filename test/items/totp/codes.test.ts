import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { fromHex, toBase32 } from '../../../src/encoding/index.ts';
import { codesAt, codesOf, readTotp } from '../../../src/items/totp/index.ts';
import type { TotpSecret } from '../../../src/items/totp/index.ts';
import { someBytes } from '../../support/arbitrary.ts';
import { runs } from '../../support/runs.ts';
import { cases } from '../../vectors/rfc6238-totp.json';
import { cases as ofSteam } from '../../vectors/steam-guard.json';

function secretOf(text: string): TotpSecret {
  const read = readTotp(text);
  if (typeof read === 'string') throw new Error(`no secret: ${read}`);
  return read;
}

/** A secret of any sort that we make codes of, as its address. */
const secrets = fc.record({
  seed: someBytes(1, 70),
  algorithm: fc.constantFrom('SHA1', 'SHA256', 'SHA512'),
  digits: fc.integer({ min: 6, max: 8 }),
  period: fc.integer({ min: 1, max: 300 }),
});
const times = fc.integer({ min: 0, max: 4_102_444_800_000 });

describe('the code at a time', () => {
  it.each(cases)('RFC 6238 $section', async ({ secret, algorithm, seconds, code }) => {
    const address = `otpauth://totp/x?secret=${toBase32(fromHex(secret))}&digits=8&algorithm=${algorithm}`;
    expect((await codesAt(secretOf(address), seconds * 1_000)).code).toBe(code);
  });

  it.each(ofSteam)('of Steam: $section', async ({ secret, seconds, code }) => {
    expect((await codesAt(secretOf(`steam://${secret}`), seconds * 1_000)).code).toBe(code);
  });

  it('is what another library makes of the same address', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, times, async ({ seed, algorithm, digits, period }, timestamp) => {
        const theirs = new TOTP({ secret: new Secret({ buffer: seed.slice().buffer }), algorithm, digits, period });
        const { code, next } = await codesAt(secretOf(theirs.toString()), timestamp);
        expect(code).toBe(theirs.generate({ timestamp }));
        expect(next).toBe(theirs.generate({ timestamp: timestamp + period * 1_000 }));
      }),
      { numRuns: runs(60) },
    );
  });

  it('lasts until the next one comes, and not a thousandth longer', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, times, async ({ seed, period }, now) => {
        const secret = secretOf(`otpauth://totp/x?secret=${toBase32(seed)}&period=${String(period)}`);
        const { code, next, secondsLeft } = await codesAt(secret, now);
        const end = now + Math.round(secondsLeft * 1_000);
        expect(end % (period * 1_000)).toBe(0);
        expect(end - now).toBeGreaterThan(0);
        expect(end - now).toBeLessThanOrEqual(period * 1_000);
        expect((await codesAt(secret, end - 1)).code).toBe(code);
        expect((await codesAt(secret, end)).code).toBe(next);
      }),
      { numRuns: runs(60) },
    );
  });

  it('is the first one for a clock before 1970', async () => {
    const secret = secretOf('JBSWY3DPEHPK3PXP');
    expect(await codesAt(secret, -5)).toEqual(await codesAt(secret, 0));
  });
});

describe('codes of a text', () => {
  it('are those of the secret in it, however often it is asked', async () => {
    const text = 'JBSWY3DPEHPK3PXP';
    const [first, second] = [await codesOf(text, 59_000), await codesOf(text, 59_000)];
    expect(first).toEqual(await codesAt(secretOf(text), 59_000));
    expect(second).toEqual(first);
  });

  it('are none of a text that is no secret, and it is said why', async () => {
    expect(await codesOf('', 0)).toBe('empty');
    expect(await codesOf('otpauth://hotp/a?secret=JBSWY3DPEHPK3PXP', 0)).toBe('counter');
  });
});
