import { expect, it } from 'vitest';
import { rangesOf } from '../../src/work/unicode-ranges.ts';

/** Every code point of them, one after another. */
function points(ranges: Uint32Array): number[] {
  const all: number[] = [];
  for (let at = 0; at < ranges.length; at += 3)
    for (let point = ranges[at] ?? 0; point <= (ranges[at + 1] ?? -1); point += 1) all.push(point);
  return all;
}

const every = Array.from({ length: 0x110000 }, (_, point) => point);

it.each(['L', 'Nd', 'Cs', 'Emoji', 'Script=Greek'])(
  'the ranges of %s hold what an expression of the browser matches, in order, and touch nowhere',
  (property) => {
    const ranges = rangesOf(property);
    const one = new RegExp(`^\\p{${property}}$`, 'u');
    // As texts: of two long lists a difference would be looked for one by one.
    expect(points(ranges).join()).toBe(every.filter((point) => one.test(String.fromCodePoint(point))).join());
    for (let at = 3; at < ranges.length; at += 3)
      expect(ranges[at]).toBeGreaterThan((ranges[at - 2] ?? Number.NaN) + 1);
    expect(ranges.filter((_, at) => at % 3 === 2).every((step) => step === 1)).toBe(true);
  },
);

it('several properties are one set', () => {
  const both = [...points(rangesOf('Lu')), ...points(rangesOf('Nd'))].sort((one, other) => one - other);
  expect(points(rangesOf('Lu', 'Nd')).join()).toBe(both.join());
});

it('a property that the browser does not know is none', () => {
  expect(() => rangesOf('Script=Latchkey')).toThrow(SyntaxError);
});
