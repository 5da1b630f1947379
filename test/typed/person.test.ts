import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPersonName, NameError, personName } from '../../src/typed/index.ts';
import { runs } from '../support/runs.ts';
import { someCharacter } from '../support/unicode.ts';

describe('a name for others to see', () => {
  it.each([
    ['Alice', 'Alice'],
    ['  Bob  Müller ', 'Bob Müller'],
    ['Zoe\u0308', 'Zo\u00eb'],
    ['李\u3000四', '李 四'],
    ['אבי', 'אבי'],
    ['🐢'.repeat(64), '🐢'.repeat(64)],
  ])('is read out of %j', (typed, name) => {
    expect(personName(typed)).toBe(name);
    expect(isPersonName(name)).toBe(true);
    expect(isPersonName(typed)).toBe(typed === name);
  });

  it.each([
    ['nothing', ''],
    ['spaces alone', ' \u00a0 '],
    ['65 characters', 'n'.repeat(65)],
    ['two lines', 'Alice\nBob'],
    ['a tab', 'Alice\tBob'],
    ['an override', 'Alice\u202eecilA'],
    ['an isolate', '\u2067Alice'],
    ['a mark of direction', 'Alice\u200f'],
    ['a zero-width space', 'Ali\u200bce'],
    ['a zero-width joiner', 'Ali\u200dce'],
    ['a soft hyphen', 'Ali\u00adce'],
    ['a byte order mark', 'Ali\ufeffce'],
    ['a filler of Hangul', 'Alice\u3164'],
    ['a blank of Braille', 'Alice\u2800'],
    ['a tag', 'Alice\u{e0041}'],
    ['a selector of variation', 'Alice\ufe0f'],
    ['half a character', 'Alice\ud83d'],
    ['a private character', 'Alice\ue000'],
  ])('is not %s', (_, typed) => {
    expect(() => personName(typed)).toThrow(NameError);
    expect(isPersonName(typed)).toBe(false);
  });

  it('is read as itself a second time, whatever was typed', () => {
    fc.assert(
      fc.property(fc.array(someCharacter(/[^\ud800-\udfff]/u), { maxLength: 70 }), (characters) => {
        const typed = characters.join('');
        let name: string | undefined;
        try {
          name = personName(typed);
        } catch {
          return;
        }
        expect(personName(name)).toBe(name);
      }),
      { numRuns: runs(200) },
    );
  });
});
