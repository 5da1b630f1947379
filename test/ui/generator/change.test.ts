import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { defaultOptions } from '../../../src/items/generator/options.ts';
import { questions } from '../../../src/rpc/contract/index.ts';
import { classNames, isLastClass, sizeOf, withClass, withSize } from '../../../src/ui/generator/change.ts';
import { runs } from '../../support/runs.ts';

const { characters } = defaultOptions;
const rules = { shortest: 8, longest: 16, needs: [], takes: [], anyCharacters: false };
const off = { on: false, atLeast: 0 };

describe('what a person changes', () => {
  const change = fc.oneof(
    fc.record({ name: fc.constantFrom(...classNames), on: fc.boolean() }),
    fc.record({ name: fc.constantFrom(...classNames), atLeast: fc.integer({ min: 0, max: 5 }) }),
    fc.record({ by: fc.constantFrom(-1, 1, -200, 200) }),
    fc.record({ kind: fc.constantFrom('characters' as const, 'words' as const, 'pin' as const) }),
  );

  it('is never what the background refuses', () => {
    fc.assert(
      fc.property(fc.array(change), fc.boolean(), (changes, isBound) => {
        let options = defaultOptions;
        for (const each of changes) {
          if ('kind' in each) options = { ...options, kind: each.kind };
          else if ('by' in each) {
            const { size, least, most } = sizeOf(options, isBound ? rules : undefined);
            options = withSize(options, Math.min(Math.max(size + each.by, least), most));
          } else {
            const { name, ...to } = each;
            options = { ...options, characters: withClass(options.characters, name, to) };
          }
          expect(v.safeParse(questions['generator.make'].input, { options }).success).toBe(true);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('leaves the last class on', () => {
    const only = { ...characters, upper: off, digits: off, signs: off };
    expect(isLastClass(only, 'lower')).toBe(true);
    expect(isLastClass(characters, 'lower')).toBe(false);
    expect(withClass(only, 'lower', { on: false })).toBe(only);
  });

  it('grows to hold what is wanted', () => {
    const short = { ...characters, length: 5 };
    expect(withClass(short, 'digits', { atLeast: 5 }).length).toBe(8);
  });
});

describe('the length', () => {
  it.each([
    ['free', 20, undefined, { least: 5, most: 128, size: 20 }],
    ['too long for a site', 20, rules, { least: 8, most: 16, size: 16 }],
    ['too short for a site', 5, rules, { least: 8, most: 16, size: 8 }],
    [
      'of a site that takes fewer than we make',
      20,
      { ...rules, shortest: 1, longest: 4 },
      { least: 4, most: 4, size: 4 },
    ],
  ])('is %s', (_, length, site, size) => {
    expect(sizeOf({ ...defaultOptions, characters: { ...characters, length } }, site)).toEqual(size);
  });

  it('that a site asks for is remembered within our own bounds', () => {
    expect(withSize(defaultOptions, 4).characters.length).toBe(5);
  });
});
