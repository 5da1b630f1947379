import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packWords } from '../../../scripts/pack-words.ts';
import { unpackWords } from '../../../src/items/generator/word-list.ts';
import { runs } from '../../support/runs.ts';

it('reads what differs from word to word', () => {
  expect(unpackWords('AabacusDdomenCandonAt-shirt')).toEqual(['abacus', 'abadomen', 'abandon', 't-shirt']);
  const word = fc.stringMatching(/^[a-z-]{1,20}$/);
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 200 }), (words) => {
      const sorted = words.toSorted();
      expect(unpackWords(packWords(sorted))).toEqual(sorted);
    }),
    { numRuns: runs(200) },
  );
});
