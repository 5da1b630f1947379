import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerForm } from '../../src/typed/index.ts';
import { runs } from '../support/runs.ts';
import { someCharacter, someOf } from '../support/unicode.ts';

/** Empty for what is no answer. */
const formOf = (answer: string): string => (/[\p{L}\p{N}]/u.test(answer.normalize('NFKD')) ? answerForm(answer) : '');
const same = (a: string, b: string) => expect(formOf(a)).toBe(formOf(b));

describe('one form of an answer', () => {
  it.each([
    ['case', 'Mrs. Miller', 'mrs MILLER'],
    ['accents', 'Café Zoë', 'cafe zoe'],
    ['accents in two spellings', 'Zo\u00eb', 'Zoe\u0308'],
    ['spaces and signs', " O'Brien-Smith, Jr. ", 'obriensmithjr'],
    ['sharp s', 'Große Straße', 'GROSSE STRASSE'],
    ['final sigma', 'Οδυσσεύς', 'ΟΔΥΣΣΕΥΣ'],
    ['dotted and dotless i', 'İstanbul ırmak', 'istanbul irmak'],
    ['width', 'Ｋｙｏｔｏ１９８４', 'kyoto 1984'],
    ['ligatures', 'ﬁsh', 'fish'],
    ['digits of other scripts', '١٩٨٤', '1984'],
    ['hangul in two spellings', '서울', '서울'.normalize('NFD')],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
    ['marks of direction', '\u200fשלום\u200e', 'שלום'],
  ])('%s', (_, a, b) => {
    same(a, b);
    expect(answerForm(a)).not.toBe('');
  });

  it('keeps words apart', () => {
    for (const [a, b] of [
      ['Miller', 'Muller'],
      ['1984', '1985'],
      ['Иван', 'Ivan'],
      ['東京', '京都'],
    ] as const)
      expect(answerForm(a)).not.toBe(answerForm(b));
  });

  const text = fc.array(someCharacter(/[^]/u), { maxLength: 12 }).map((characters) => characters.join(''));

  it('is its own form, has letters and digits only, and is none of any spelling', () => {
    fc.assert(
      fc.property(text, (answer) => {
        const form = formOf(answer);
        expect(formOf(form)).toBe(form);
        expect(form).toMatch(/^[\p{L}\p{N}\p{M}]*$/u);
        same(answer, answer.normalize('NFD'));
        same(answer, answer.normalize('NFKC'));
      }),
      { numRuns: runs(300) },
    );
  });

  it('does not change by case, spaces, signs and marks of any script around its letters', () => {
    const between = someOf(/[\p{P}\p{S}\p{Z}\p{Cf}]/u).filter((signs) => formOf(signs) === '');
    fc.assert(
      fc.property(fc.array(fc.tuple(someCharacter(/\p{L}/u), between), { maxLength: 8 }), (pairs) => {
        const plain = pairs.map(([letter]) => letter).join('');
        same(pairs.flat().join(''), plain);
        same(plain.toUpperCase(), plain);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('what is no answer', () => {
  it.each([
    ['answer-empty', ''],
    ['answer-empty', ' …! '],
    ['answer-empty', '\ud800'],
    ['answer-long', 'c'.repeat(201)],
  ])('%s: %j', (code, answer) => {
    expect(() => answerForm(answer)).toThrow(expect.objectContaining({ code }));
  });

  it('but one letter is one, and two hundred are', () => {
    expect(answerForm(' ß!')).toBe('ss');
    expect(answerForm('c'.repeat(200))).toHaveLength(200);
  });
});
