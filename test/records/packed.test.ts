import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from '../../src/records/packed.ts';
import type { Packed } from '../../src/records/packed.ts';
import { runs } from '../support/runs.ts';

const stored = (value: unknown): Packed => JSON.parse(JSON.stringify(pack(value))) as Packed;

describe('a packed value', () => {
  it('comes back as JSON would bring it, with the names that only JSON takes for fields', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(JSON.stringify(unpack(stored(value)))).toBe(JSON.stringify(value));
      }),
      { numRuns: runs(500) },
    );
  });

  it.each([
    ['no fields', {}],
    ['no items', []],
    ['lists that look like objects', [[0, 1], [-1], [0]]],
    ['a name of the prototype', JSON.parse('{"__proto__": {"a": 1}, "b": 2}')],
    ['names with what stands between names', [{ 'a","b': 1 }, { a: 1, b: 2 }]],
  ])('with %s comes back', (_, value: unknown) => {
    expect(JSON.stringify(unpack(stored(value)))).toBe(JSON.stringify(value));
  });

  it('leaves out fields without a value', () => {
    expect(unpack(stored({ a: undefined, b: null }))).toEqual({ b: null });
  });

  it('names the fields of one shape once', () => {
    const rows = Array.from({ length: 100 }, (_, revision) => ({ id: 'x', revision, login: { username: 'y' } }));
    expect(pack(rows)[0]).toEqual([['id', 'revision', 'login'], ['username']]);
  });
});
