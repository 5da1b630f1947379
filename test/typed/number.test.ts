import fc from 'fast-check';
import { expect, it } from 'vitest';
import { phoneNumber } from '../../src/typed/index.ts';

it.each([
  ['+49 151 1234 5678', '+4915112345678'],
  ['+49 (0)151/1234-5678', '+4915112345678'],
  ['0049 151 12345678', '+4915112345678'],
  ['tel:+4915112345678', '+4915112345678'],
  ['＋４９ １５１ １２３４ ５６７８', '+4915112345678'],
  ['+٤٩١٥١١٢٣٤٥٦٧٨', '+4915112345678'],
  ['+1 (202) 555‑0143', '+12025550143'],
])('“%s” is %s', (typed, number) => {
  expect(phoneNumber(typed)).toBe(number);
});

it.each([
  '',
  '0151 12345678',
  '+0151 12345678',
  '+49',
  '+49 151 1234 5678 9012',
  '+49 151 CALL',
  '++4915112345678',
  'nobody',
])('“%s” is none', (typed) => {
  expect(() => phoneNumber(typed)).toThrow(expect.objectContaining({ code: 'phone-number' }));
});

it('is one form, however it was spaced, and stays it', () => {
  const digits = fc.stringMatching(/^[1-9][0-9]{6,14}$/);
  const between = fc.constantFrom('', ' ', '-', '\u00a0', '\u2011', '.');
  fc.assert(
    fc.property(digits, fc.array(between, { minLength: 15, maxLength: 15 }), (number, spaces) => {
      const typed = `+${Array.from(number, (digit, at) => `${digit}${spaces[at] ?? ''}`).join('')}`;
      expect(phoneNumber(typed)).toBe(`+${number}`);
      expect(phoneNumber(phoneNumber(typed))).toBe(`+${number}`);
    }),
  );
});
