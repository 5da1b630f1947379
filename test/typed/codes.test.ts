import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asBackupCode, asTotpCode, wholeNumber } from '../../src/typed/index.ts';
import { runs } from '../support/runs.ts';
import { someCharacter, someOf } from '../support/unicode.ts';

/** Digits of scripts, zero first, by what the locale data of the engine says, which is not how they are read. */
const systems = ['arab', 'arabext', 'beng', 'deva', 'fullwide', 'khmr', 'mymr', 'tamldec', 'thai', 'adlm', 'mathbold'];
const scripts = systems.map((system) =>
  Array.from({ length: 10 }, (_, digit) => new Intl.NumberFormat(`en-u-nu-${system}`).format(digit)),
);

function inScript(digits: readonly string[], text: string): string {
  return text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
}

const noise = someOf(/^[^\p{L}\p{M}\p{N}\p{Cs}\p{Co}\p{Cn}]$/u, 0, 2).filter(
  (text) => !/[\p{L}\p{N}]/u.test(text.normalize('NFKC')),
);

describe('a typed code', () => {
  it.each(scripts.map((digits, i) => [systems[i] ?? '', digits] as const))('in digits of %s', (_, digits) => {
    expect(digits.join('')).not.toBe('0123456789');
    expect(asTotpCode(inScript(digits, '024 689'))).toBe('024689');
    expect(asBackupCode(inScript(digits, 'abcd-2345-6701'))).toBe('ABCD234567OI');
    expect(wholeNumber(inScript(digits, ' 15 '))).toBe(15);
  });

  it('is what its digits say, in every script, whatever stands between', () => {
    const digit = someCharacter(/^\p{Nd}$/u);
    fc.assert(
      fc.property(
        fc.array(digit, { minLength: 6, maxLength: 6 }),
        fc.array(noise, { minLength: 7 }),
        (six, between) => {
          const typed = six.map((one, i) => (between[i] ?? '') + one).join('') + (between[6] ?? '');
          expect(asTotpCode(typed)).toMatch(/^[0-9]{6}$/);
          expect(asTotpCode(typed)).toBe(asTotpCode(six.join('')));
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('may have whatever is no letter and no digit between', () => {
    fc.assert(
      fc.property(fc.array(noise, { minLength: 13, maxLength: 13 }), (between) => {
        const typed = Array.from('abcdefgh2345', (one, i) => (between[i] ?? '') + one).join('') + (between[12] ?? '');
        expect(asBackupCode(typed)).toBe('ABCDEFGH2345');
      }),
      { numRuns: runs(200) },
    );
  });

  it.each(['', '12345', '1234567', '12345a', '½23456', '一二三四五六'])('is not %j', (typed) => {
    expect(() => asTotpCode(typed)).toThrow(expect.objectContaining({ code: 'code-shape' }));
  });
});

describe('a typed number', () => {
  it.each([
    ['15', 15],
    [' 1\u200f5 ', 15],
    ['0', 0],
    ['', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['x', undefined],
    ['1'.repeat(20), undefined],
  ])('%j is %s', (typed, number) => {
    expect(wholeNumber(typed)).toBe(number);
  });
});
