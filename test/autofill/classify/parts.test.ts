import { describe, expect, it } from 'vitest';
import type { Guess } from '../../../src/autofill/classify/guess.ts';
import { withParts } from '../../../src/autofill/classify/parts.ts';
import type { FieldType } from '../../../src/autofill/classify/types.ts';
import type { Word } from '../../../src/autofill/classify/words.ts';

/** A field that was taken for this: as long as said, as wide as drawn. -1: not said. */
function line(type: FieldType, maxLength = -1, width = 200, inputType = 'text'): Guess {
  const element = {
    ...{ localName: 'input', type: inputType, maxLength, size: 20 },
    getBoundingClientRect: () => ({ width, height: 40 }),
  };
  return { type, field: { element } as unknown as Guess['field'], score: () => 0 };
}

const shown = (guesses: readonly Guess[], ...words: Word[]): string[] =>
  withParts(guesses, { text: new Set(words) }).map(({ type, part }) =>
    part ? `${type} ${String(part.index)}/${String(part.of)}` : type,
  );
const times = (count: number, ...rest: Parameters<typeof line>): Guess[] =>
  Array.from({ length: count }, () => line(...rest));
const codeOf = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `one-time-code ${String(at)}/${String(count)}`);

describe('boxes of one digit', () => {
  it('are a code where the first of them says so, however long it says to be', () => {
    expect(shown([line('one-time-code', 6, 40), ...times(5, 'unknown', 1)])).toEqual(codeOf(6));
  });
  it('are a code where the page speaks of one, also where they hide what is typed', () => {
    expect(shown(times(6, 'new-password', 1, 40, 'password'), 'code')).toEqual(codeOf(6));
  });
  it('are told by their looks where nothing else says so', () => {
    expect(shown([line('one-time-code', -1, 44), ...times(7, 'unknown', -1, 44)])).toEqual(codeOf(8));
  });
  it('are none of another number where the page speaks of no code, of a discount, and where there are too few or too many', () => {
    const others: [number, ...Word[]][] = [[5], [6, 'coupon'], [6, 'code', 'coupon'], [3, 'code'], [9, 'code']];
    for (const [count, ...words] of others) {
      expect(shown(times(count, 'unknown', 1), ...words)).toEqual(times(count, 'unknown').map(() => 'unknown'));
    }
    expect(shown(times(6, 'unknown', 1)), 'six of them').toEqual(codeOf(6));
  });
});

describe('fields with room for a part', () => {
  it.each<[FieldType, number[]]>([
    ['one-time-code', [3, 3]],
    ['cc-number', [4, 4, 4, 4]],
    ['cc-number', [4, 6, 5]],
    ['cc-exp', [2, 2]],
    ['bday', [2, 2, 4]],
    ['tel', [3, 3, 4]],
    ['tel-local', [3, 4]],
  ])('hold one value together: %s in %j', (type, rooms) => {
    const guesses = rooms.map((room, at) => line(at === 0 ? type : 'unknown', room));
    const of = String(rooms.length);
    expect(shown([...guesses, line('unknown')])).toEqual([
      ...rooms.map((_, at) => `${type} ${String(at)}/${of}`),
      'unknown',
    ]);
  });

  it('stand alone beside what is for something else, and where they have room for the whole', () => {
    expect(shown([line('cc-number', 19), line('cc-csc', 4)])).toEqual(['cc-number', 'cc-csc']);
    expect(shown([line('one-time-code', 6), line('unknown', 4)])).toEqual(['one-time-code', 'unknown']);
    expect(shown([line('tel'), line('tel')])).toEqual(['tel', 'tel']);
  });
});
