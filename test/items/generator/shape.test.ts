import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Texts } from '../../../src/items/generator/shape.ts';
import type { Shape } from '../../../src/items/generator/shape.ts';
import { runs } from '../../support/runs.ts';
import { seeded, unevenness } from './seeded.ts';

/** Whether a text is of a shape, told plainly. */
function fits(text: string, { length, alphabet, demands, mostInRow = Infinity }: Shape): boolean {
  const rows = [...text.matchAll(/(.)\1*/gs)].map(([row]) => row.length);
  return (
    text.length === length &&
    Array.from(text).every((character) => alphabet.includes(character)) &&
    demands.every(
      ({ characters, atLeast }) => Array.from(text).filter((one) => characters.includes(one)).length >= atLeast,
    ) &&
    rows.every((row) => row <= mostInRow)
  );
}

/** All texts of so many characters. */
function allOf(alphabet: string, length: number): string[] {
  if (length === 0) return [''];
  return allOf(alphabet, length - 1).flatMap((text) => Array.from(alphabet).map((one) => text + one));
}

const shapes = fc
  .record({
    length: fc.integer({ min: 1, max: 5 }),
    alphabet: fc.subarray(Array.from('abAB1!'), { minLength: 1, maxLength: 4 }),
    demands: fc.array(
      fc.record({
        characters: fc.subarray(Array.from('abAB1!'), { minLength: 1 }),
        atLeast: fc.integer({ min: 0, max: 2 }),
      }),
      { maxLength: 3 },
    ),
    mostInRow: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  })
  .map(({ length, alphabet, demands, mostInRow }): Shape => ({
    length,
    alphabet: alphabet.join(''),
    demands: demands.map(({ characters, atLeast }) => ({ characters: characters.join(''), atLeast })),
    ...(mostInRow !== undefined && { mostInRow }),
  }));

describe('the texts of a shape', () => {
  it('are exactly those that fit it, each once', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const fitting = allOf(shape.alphabet, shape.length).filter((text) => fits(text, shape));
        if (fitting.length === 0) {
          expect(() => new Texts(shape)).toThrow(expect.objectContaining({ code: 'impossible-options' }));
          return;
        }
        const texts = new Texts(shape);
        expect(texts.count).toBe(BigInt(fitting.length));
        expect(fitting.map((_, number) => texts.at(BigInt(number))).sort()).toEqual(fitting.sort());
      }),
      { numRuns: runs(150) },
    );
  });

  it.each<[string, Shape]>([
    ['a PIN', { length: 3, alphabet: '0123456789', demands: [] }],
    [
      'demands that few texts meet',
      {
        length: 4,
        alphabet: 'abcdef12',
        demands: [
          { characters: '12', atLeast: 3 },
          { characters: 'abcdef', atLeast: 1 },
        ],
      },
    ],
    [
      'demands that overlap, and a bound on what stands in a row',
      {
        length: 5,
        alphabet: 'abAB',
        demands: [
          { characters: 'aA', atLeast: 1 },
          { characters: 'AB', atLeast: 1 },
        ],
        mostInRow: 2,
      },
    ],
  ])('are drawn equally often: %s', (name, shape) => {
    const texts = new Texts(shape);
    const random = seeded(name);
    const counts = new Map<string, number>(
      allOf(shape.alphabet, shape.length)
        .filter((one) => fits(one, shape))
        .map((one) => [one, 0]),
    );
    for (let i = 0; i < runs(20_000); i++) {
      const text = texts.draw(random);
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    expect(BigInt(counts.size)).toBe(texts.count);
    expect(unevenness([...counts.values()])).toBeLessThan(4);
  });

  it('would not be, if what is wanted were put first and the rest shuffled in', () => {
    // Of ab with an a: aa, ab, ba. A place for the a, then anything beside it: aa twice.
    const shape = { length: 2, alphabet: 'ab', demands: [{ characters: 'a', atLeast: 1 }] };
    const placed = [...seeded('placed')(3_000)].map((byte) => {
      const other = byte & 1 ? 'a' : 'b';
      return byte & 2 ? `a${other}` : `${other}a`;
    });
    const counts = ['aa', 'ab', 'ba'].map((text) => placed.filter((one) => one === text).length);
    expect(new Texts(shape).count).toBe(3n);
    expect(unevenness(counts)).toBeGreaterThan(10);
  });
});
