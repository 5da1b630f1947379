import { describe, expect, it } from 'vitest';
import { StretchParametersError, checkStretch, defaultStretch } from '../../src/crypto/index.ts';
import { bytes } from '../../src/encoding/index.ts';

const good = { salt: bytes(16), t: 3, m: 65_536, p: 4 };

describe('the default', () => {
  it('is the floor of format 1, with a fresh salt', () => {
    const [first, second] = [defaultStretch(), defaultStretch()];
    expect(first).toMatchObject({ t: 3, m: 65_536, p: 4 });
    expect(first.salt).toHaveLength(16);
    expect(first.salt).not.toEqual(second.salt);
    expect(() => checkStretch(first)).not.toThrow();
  });
});

describe('checkStretch', () => {
  it.each([good, { ...good, t: 10 }, { ...good, m: 1_048_576 }])('accepts %o', (parameters) => {
    expect(() => checkStretch(parameters)).not.toThrow();
  });

  it.each([
    ['too few passes', { ...good, t: 2 }],
    ['too many passes', { ...good, t: 11 }],
    ['too little memory', { ...good, m: 65_535 }],
    ['too much memory', { ...good, m: 1_048_577 }],
    ['another number of lanes', { ...good, p: 1 }],
    ['NaN', { ...good, m: Number.NaN }],
    ['infinity', { ...good, t: Number.POSITIVE_INFINITY }],
    ['a fraction', { ...good, t: 3.5 }],
    ['a number as text', { ...good, t: '3' }],
    ['lanes as text', { ...good, p: '4' }],
    ['a short salt', { ...good, salt: bytes(15) }],
    ['a long salt', { ...good, salt: bytes(17) }],
    ['salt as an array', { ...good, salt: Array.from(bytes(16)) }],
    ['nothing in it', {}],
    ['null', null],
    ['nothing', undefined],
    ['text', '64 MiB'],
  ])('refuses %s', (_, parameters) => {
    expect(() => checkStretch(parameters)).toThrow(StretchParametersError);
  });
});
