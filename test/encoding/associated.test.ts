import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bytes, What } from '../../src/encoding/index.ts';
import { MalformedError, associate, bytes, layouts, toHex, toUtf8 } from '../../src/encoding/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { runs } from '../support/runs.ts';

const everything = Object.keys(layouts) as What[];

function filled(what: What, value: (index: number) => Bytes): Record<string, Bytes> {
  return Object.fromEntries(layouts[what].map((name, index) => [name, value(index)]));
}

describe('associate', () => {
  it('writes u16 length and bytes for the name and each field, in the order of the table', () => {
    const out = associate('authorship', { manifest: Uint8Array.of(3), parent: bytes(0), account: Uint8Array.of(1, 2) });
    expect(toHex(out)).toBe(`0016${toHex(toUtf8('latchkey/v1/authorship'))}000201020000000103`);
  });

  it('is injective: two lists of fields never meet', () => {
    const one = fc.record({ account: someBytes(0, 4), parent: someBytes(0, 4), manifest: someBytes(0, 4) });
    fc.assert(
      fc.property(one, one, (a, b) => {
        const same = (['account', 'parent', 'manifest'] as const).every((name) => toHex(a[name]) === toHex(b[name]));
        expect(toHex(associate('authorship', a)) === toHex(associate('authorship', b))).toBe(same);
      }),
      { numRuns: runs(300) },
    );
  });

  it('never says the same of two things', () => {
    const outputs = everything.map((what) => toHex(associate(what, filled(what, () => bytes(0)) as never)));
    expect(new Set(outputs).size).toBe(everything.length);
  });

  it.each(everything)('tells the fields of %s apart', (what) => {
    const names: readonly string[] = layouts[what];
    expect(new Set(names).size).toBe(names.length);
    const outputs = names.map((_, marked) => {
      const values = filled(what, (index) => Uint8Array.of(index === marked ? 1 : 0));
      return toHex(associate(what, values as never));
    });
    expect(new Set(outputs).size).toBe(names.length);
  });

  it('refuses a field that is missing or too long', () => {
    expect(() => associate('head', {} as never)).toThrow(MalformedError);
    expect(() => associate('head', { manifest: bytes(65_536) })).toThrow(MalformedError);
    expect(associate('head', { manifest: bytes(65_535) })).toHaveLength(2 + 16 + 2 + 65_535);
  });
});
