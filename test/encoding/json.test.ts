import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedError, fromJson, isExactJson, toJson, toUtf8 } from '../../src/encoding/index.ts';
import { runs } from '../support/runs.ts';

describe('JSON', () => {
  it('brings values back, lone surrogates in their texts too', () => {
    const value = fc.jsonValue({ stringUnit: 'binary' });
    fc.assert(
      fc.property(value, (source) => {
        expect(fromJson(toJson(source))).toEqual(JSON.parse(JSON.stringify(source)));
      }),
      { numRuns: runs(200) },
    );
    expect(fromJson(toJson('a\ud800b'))).toBe('a\ud800b');
  });

  it('has one spelling: what toJson wrote', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (source) => {
        const written = toJson(source);
        expect(isExactJson(written, fromJson(written))).toBe(true);
      }),
      { numRuns: runs(200) },
    );
  });

  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;

  it.each(['{} ', '\n{}', '{"a" :1}', '{"a":1,"a":1}', '{"\\u0061":1}', '1.0', '1e2', '-0', deep])(
    'has one spelling, and not %.20s',
    (text) => {
      const source = toUtf8(text);
      expect(isExactJson(source, fromJson(source))).toBe(false);
    },
  );

  const cycle: unknown[] = [];
  cycle.push(cycle);

  it.each([undefined, () => 1, Symbol('x'), 1n, cycle])('refuses to write what JSON can not say', (value) => {
    expect(() => toJson(value)).toThrow(MalformedError);
  });

  it.each(['', '{', '{}x', "{'a':1}", '\ufeff{}', 'NaN', '01'])('refuses to read %j', (text) => {
    expect(() => fromJson(toUtf8(text))).toThrow(MalformedError);
  });

  it('never quotes its input in an error', () => {
    expect(() => fromJson(toUtf8('{"secret'))).toThrow(/^not JSON$/);
  });
});
