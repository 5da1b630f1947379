import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unpackWords } from '../../../src/items/generator/word-list.ts';
import { runs } from '../../support/runs.ts';

/** As scripts/generator-data.mjs writes it. */
function packed(words: readonly string[]): string {
  return words
    .map((word, at) => {
      const before = words[at - 1] ?? '';
      let shared = 0;
      while (shared < before.length && word[shared] === before[shared]) shared += 1;
      return String.fromCharCode(65 + shared) + word.slice(shared);
    })
    .join('');
}

it('reads what differs from word to word', () => {
  expect(unpackWords('AabacusDdomenCandonAt-shirt')).toEqual(['abacus', 'abadomen', 'abandon', 't-shirt']);
  const word = fc.stringMatching(/^[a-z-]{1,20}$/);
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 200 }), (words) => {
      const sorted = words.toSorted();
      expect(unpackWords(packed(sorted))).toEqual(sorted);
    }),
    { numRuns: runs(200) },
  );
});
