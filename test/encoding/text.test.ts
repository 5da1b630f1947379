import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MalformedError,
  MalformedTextError,
  fromBase32,
  fromBase64,
  fromBase64url,
  fromHex,
  fromUtf8,
  toBase32,
  toBase64,
  toBase64url,
  toHex,
  toUtf8,
} from '../../src/encoding/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { runs } from '../support/runs.ts';
import { cases } from '../vectors/rfc4648-bases.json';

describe('RFC 4648 section 10', () => {
  it.each(cases)('$text', ({ text, base64, base32, base16 }) => {
    const source = toUtf8(text);
    expect(toBase64(source)).toBe(base64);
    expect(toBase64url(source)).toBe(base64.replaceAll('=', ''));
    expect(toBase32(source)).toBe(base32.replaceAll('=', ''));
    expect(toHex(source)).toBe(base16.toLowerCase());
    expect(fromUtf8(fromBase64(base64))).toBe(text);
    expect(fromUtf8(fromBase64url(base64.replaceAll('=', '')))).toBe(text);
    expect(fromUtf8(fromBase32(base32.replaceAll('=', '')))).toBe(text);
  });
});

const codecs = [
  { name: 'hexadecimal', write: toHex, read: fromHex },
  { name: 'base64', write: toBase64, read: fromBase64 },
  { name: 'base64url', write: toBase64url, read: fromBase64url },
  { name: 'base32', write: toBase32, read: fromBase32 },
] as const;

describe.each(codecs)('$name', ({ write, read }) => {
  it('reads what it wrote', () => {
    fc.assert(
      fc.property(someBytes(), (source) => {
        expect(read(write(source))).toEqual(source);
      }),
      { numRuns: runs(100) },
    );
  });

  it('reads nothing that it would not have written', () => {
    const text = fc.string({ maxLength: 12, unit: fc.constantFrom(...Array.from('AaBb09+/-_=Zz7 \n')) });
    fc.assert(
      fc.property(text, (candidate) => {
        let source;
        try {
          source = read(candidate);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedError);
          return;
        }
        expect(write(source)).toBe(candidate);
      }),
      { numRuns: runs(500) },
    );
  });

  it.each(['=', 'A', 'AB C', 'AAA\n', '\u00e4\u00e4', '====', 'AAAAA=='])('refuses %j', (text) => {
    expect(() => read(text)).toThrow(MalformedError);
  });
});

describe('refusals of one reader only', () => {
  it.each([
    ['stray bits in base64', () => fromBase64('Zh==')],
    ['missing padding', () => fromBase64('Zg')],
    ['the url alphabet in base64', () => fromBase64('-_-_')],
    ['the plain alphabet in base64url', () => fromBase64url('+/+/')],
    ['padding in base64url', () => fromBase64url('Zg==')],
    ['upper-case hexadecimal', () => fromHex('AB')],
    ['odd hexadecimal', () => fromHex('abc')],
    ['lower-case base32', () => fromBase32('my')],
  ])('%s', (_, read) => {
    expect(read).toThrow(MalformedError);
  });
});

describe('UTF-8', () => {
  it('brings every well-formed text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fromUtf8(toUtf8(text))).toBe(text);
      }),
      { numRuns: runs(200) },
    );
  });

  it('keeps a byte order mark', () => {
    expect(fromUtf8(toUtf8('\ufeffx'))).toBe('\ufeffx');
  });

  it('refuses a lone surrogate instead of replacing it', () => {
    expect(() => toUtf8('a\ud800b')).toThrow(MalformedTextError);
  });

  it.each(['ff', 'c0af', 'eda080', 'f4908080', 'e282', '80'])('refuses the bytes %s', (source) => {
    expect(() => fromUtf8(fromHex(source))).toThrow(MalformedError);
  });
});
