import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { fromBase32, toBase32 } from '../../../src/encoding/index.ts';
import { readTotp } from '../../../src/items/totp/index.ts';
import { someBytes } from '../../support/arbitrary.ts';
import { runs } from '../../support/runs.ts';

const LETTERS = 'JBSWY3DPEHPK3PXP';
const seed = fromBase32(LETTERS);
const usual = { seed, hash: 'SHA-1', period: 30, written: 6 } as const;

describe('a bare secret', () => {
  it.each([
    ['as it is', LETTERS],
    ['in lower case', LETTERS.toLowerCase()],
    ['in groups', 'jbsw y3dp ehpk 3pxp'],
    ['with dashes', 'JBSW-Y3DP-EHPK-3PXP'],
    ['with typeset dashes and spaces', '\u2009JBSW\u2013Y3DP\u00a0EHPK\u20113PXP\n'],
    ['with something invisible in it', '\ufeffJBSWY3DP\u200bEHPK3PXP'],
    ['padded', `${LETTERS}======`],
    ['in wide letters', 'ＪＢＳＷＹ３ＤＰＥＨＰＫ３ＰＸＰ'],
  ])('%s', (_, text) => {
    expect(readTotp(text)).toEqual(usual);
  });

  it('is read whatever stands between its letters', () => {
    const between = fc.array(fc.constantFrom('', ' ', '-', '\u00a0', '\t', '\u2014', '_'), { minLength: 120 });
    const cases = fc.array(fc.boolean(), { minLength: 120 });
    fc.assert(
      fc.property(someBytes(5, 70), between, cases, (bytes, separators, upper) => {
        const letters = Array.from(toBase32(bytes), (letter, at) => (upper[at] ? letter : letter.toLowerCase()));
        const text = letters.map((letter, at) => letter + (separators[at] ?? '')).join('');
        expect(readTotp(text)).toEqual({ ...usual, seed: bytes });
      }),
      { numRuns: runs(200) },
    );
  });

  // Letters that a site made up, of a length that no encoder writes: the bits beyond the last byte count for nothing.
  it.each(['A', 'AB', 'ABCD', 'ABCDEFGHZ', 'ZZZZ'])('with %s at its end, as apps read it', (end) => {
    const theirs = Secret.fromBase32(LETTERS + end).bytes;
    expect(readTotp(LETTERS + end)).toEqual({ ...usual, seed: Uint8Array.from(theirs) });
  });
});

describe('an address', () => {
  const at = (rest: string): unknown => readTotp(`otpauth://totp/${rest}`);

  it.each([
    ['the least', `x?secret=${LETTERS}`],
    ['no label', `?secret=${LETTERS}`],
    [
      'another order, and more than we know',
      `A:b?issuer=A&image=https%3A%2F%2Fa.example%2Fi.png&secret=${LETTERS}&lock=1`,
    ],
    ['names in capitals', `x?SECRET=${LETTERS}&Digits=6&PERIOD=30`],
    ['an encoded, grouped secret', 'x?secret=jbsw%20y3dp-EHPK%2D3pxp%3D%3D'],
    ['plus signs for spaces in the issuer', `A+B:c?secret=${LETTERS}&issuer=A+B`],
    ['a label with its own marks', `What?: #1 50%?secret=${LETTERS}&issuer=What`],
    ['copied out of a page’s source', `x?issuer=A&amp;secret=${LETTERS}&amp;digits=6`],
    ['a fragment', `x?secret=${LETTERS}#top`],
    ['empty parameters', `x?secret=${LETTERS}&algorithm=&digits=&period=`],
    ['a secret twice: the first one', `x?secret=${LETTERS}&secret=AAAAAAAA`],
  ])('of %s', (_, rest) => {
    expect(at(rest)).toEqual(usual);
  });

  it.each([
    ['OTPAUTH://TOTP/x?SECRET=' + LETTERS],
    ['otpauth:totp/x?secret=' + LETTERS],
    [`\n otpauth://totp/x?secret=${LETTERS} `],
  ])('however it begins: %j', (text) => {
    expect(readTotp(text)).toEqual(usual);
  });

  it.each(['SHA1', 'sha-1', 'HmacSHA1', 'SHA'])('names SHA-1 as %s', (name) => {
    expect(at(`x?secret=${LETTERS}&algorithm=${name}`)).toEqual(usual);
  });
  it.each(['SHA256', 'sha-256', 'HMAC-SHA-256'])('names SHA-256 as %s', (name) => {
    expect(at(`x?secret=${LETTERS}&algorithm=${name}`)).toEqual({ ...usual, hash: 'SHA-256' });
  });

  it.each([6, 7, 8])('of %s digits', (digits) => {
    expect(at(`x?secret=${LETTERS}&digits=${String(digits)}`)).toEqual({ ...usual, written: digits });
  });
  it.each([1, 15, 29, 60, 299, 300])('with a new code every %s s', (period) => {
    expect(at(`x?secret=${LETTERS}&period=${String(period)}`)).toEqual({ ...usual, period });
  });

  it.each([
    'algorithm=MD5',
    'algorithm=SHA224',
    'algorithm=constructor',
    'digits=5',
    'digits=9',
    'digits=06',
    'digits=six',
    'period=0',
    'period=301',
    'period=-30',
    'period=1e1',
    'period=30.5',
    'period=99999999999999999999',
  ])('that asks for %s is no secret of ours', (parameter) => {
    expect(at(`x?secret=${LETTERS}&${parameter}`)).toBe('parameters');
  });

  it('of another library says the same', () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => !/steam/i.test(text));
    fc.assert(
      fc.property(someBytes(1, 70), texts, texts, (bytes, issuer, label) => {
        const secret = new Secret({ buffer: bytes.slice().buffer });
        expect(readTotp(new TOTP({ secret, issuer, label }).toString())).toEqual({ ...usual, seed: bytes });
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('a secret of Steam', () => {
  it.each([
    [`steam://${LETTERS}`],
    [`STEAM://${LETTERS.toLowerCase()}`],
    [`steam:${LETTERS}`],
    [`otpauth://totp/Steam:me?secret=${LETTERS}&issuer=Steam`],
    [`otpauth://totp/me?secret=${LETTERS}&issuer=STEAM&digits=5`],
    [`otpauth://totp/Steam%3Ame?secret=${LETTERS}`],
    [`otpauth://totp/me?secret=${LETTERS}&encoder=steam`],
    [`otpauth://steam/me?secret=${LETTERS}`],
  ])('%s', (text) => {
    expect(readTotp(text)).toEqual({ ...usual, written: 'steam' });
  });

  it.each([
    [`otpauth://totp/Steamship:me?secret=${LETTERS}`],
    [`otpauth://totp/Lines:steam?secret=${LETTERS}&issuer=Lines`],
  ])('is not %s', (text) => {
    expect(readTotp(text)).toEqual(usual);
  });
});

describe('no secret', () => {
  it.each([
    ['', 'empty'],
    [' \u00a0\n', 'empty'],
    [`otpauth://hotp/x?secret=${LETTERS}&counter=3`, 'counter'],
    [`OTPAUTH://HOTP/x?secret=${LETTERS}`, 'counter'],
    ['otpauth-migration://offline?data=CjEKCkhlbGxv', 'several'],
    ['otpauth://yaotp/x?secret=' + LETTERS, 'unreadable'],
    ['otpauth://totp/x', 'unreadable'],
    ['otpauth://totp/x?secret=', 'unreadable'],
    ['otpauth://totp/x?secret=A', 'unreadable'],
    ['otpauth://totp/x?secret=0189', 'unreadable'],
    ['otpauth://totp/x?secret=%E0%A4%A', 'unreadable'],
    ['otpauth://totp/Faehre?secret=…', 'unreadable'],
    ['otpauth:', 'unreadable'],
    ['steam://', 'unreadable'],
    ['steam://0189', 'unreadable'],
    ['https://example.org/?secret=' + LETTERS, 'unreadable'],
    ['https://totp.example.org', 'unreadable'],
    ['123456', 'unreadable'],
    ['JBSWY3DP0', 'unreadable'],
    ['ask Mira, she has it', 'unreadable'],
    ['kod', 'unreadable'],
    ['geheim', 'unreadable'],
    ['\u0131\u0131\u0131\u0131\u0131\u0131\u0131\u0131', 'unreadable'],
  ])('%j: %s', (text, why) => {
    expect(readTotp(text)).toBe(why);
  });

  it('is what any text is told, or a secret within bounds: never thrown', () => {
    const pieces = fc.constantFrom(
      'otpauth://',
      'totp/',
      'steam:',
      '?',
      '&',
      'secret=',
      'period=',
      'digits=',
      '%',
      LETTERS,
    );
    const texts = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 12 });
    fc.assert(
      fc.property(texts, (parts) => {
        const read = readTotp(parts.join(''));
        if (typeof read === 'string') return;
        expect(read.seed.length).toBeGreaterThan(0);
        expect(read.period).toBeGreaterThanOrEqual(1);
        expect(read.period).toBeLessThanOrEqual(300);
        expect([6, 7, 8, 'steam']).toContain(read.written);
      }),
      { numRuns: runs(500) },
    );
  });
});
