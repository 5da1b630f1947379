import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPhrase, phraseEntropy } from '../../src/crypto/index.ts';
import { toHex } from '../../src/encoding/index.ts';
import { isPhraseWord, phraseWords } from '../../src/typed/index.ts';
import { runs } from '../support/runs.ts';
import { someOf } from '../support/unicode.ts';

const phrase =
  'turtle front uncle idea crush write shrug there lottery flower risk shell zoo art abandon art zoo ability ' +
  'vivid whisper yellow zebra young wrong';
const words = phrase.split(' ');

function read(text: string): string {
  return phraseWords(text)
    .map(({ word }) => word)
    .join(' ');
}

describe('a phrase as people keep it', () => {
  it.each<[string, (word: string, index: number) => string, string?]>([
    ['numbers and full stops', (word, i) => `${i + 1}. ${word}`, '\n'],
    ['numbers in brackets', (word, i) => `(${i + 1}) ${word}`],
    ['number signs', (word, i) => `#${i + 1} ${word}`],
    ['numbers and hyphens', (word, i) => `${i + 1} - ${word}`, '\n'],
    ['numbers after the words', (word, i) => `${word} (${i + 1})`],
    ['numbers and nothing between', (word, i) => `${i + 1}${word}`, ''],
    ['words and numbers, nothing between', (word, i) => `${word}${i + 1}`, ''],
    ['circled numbers', (word, i) => `${i < 20 ? String.fromCodePoint(0x2460 + i) : i + 1} ${word}`],
    ['Arabic digits', (word, i) => `${(i + 1).toLocaleString('ar-EG')}. ${word}`],
    ['numbers of two places', (word, i) => `${String(i + 1).padStart(2, '0')}: ${word}`, '\n'],
    ['how many there are', (word, i) => `${i + 1}/24 ${word}`, '\n'],
    ['keycaps', (word, i) => `${Array.from(String(i + 1), (digit) => `${digit}\ufe0f\u20e3`).join('')} ${word}`],
    ['marks of direction', (word) => `\u2068${word}\u2069`],
    ['nothing but marks of direction', (word) => `\u2068${word}\u2069`, ''],
    ['zero-width spaces alone', (word) => word, '\u200b'],
    ['soft hyphens in words', (word) => `${word.slice(0, 2)}\u00ad${word.slice(2)}`],
    [
      'soft hyphens in words, zero-width spaces between',
      (word) => `${word.slice(0, 2)}\u00ad${word.slice(2)}`,
      '\u200b',
    ],
    ['variation selectors', (word) => `${word}\ufe0f`],
    ['quotes', (word) => `“${word}”`],
    ['emphasis', (word) => `**${word}**`],
    ['a list', (word) => `• ${word}`, '\n'],
    ['hyphens', (word) => word, '-'],
    ['slashes', (word) => word, '/'],
    ['middle dots', (word) => word, '·'],
    ['ideographic commas', (word) => word, '、'],
    ['full stops', (word) => word, '.'],
    [
      'bold letters',
      (word) => word.replaceAll(/[a-z]/g, (letter) => String.fromCodePoint(0x1d3b9 + letter.charCodeAt(0))),
    ],
    ['capitals', (word) => word.toUpperCase()],
  ])('%s', (_, keep, between = ' ') => {
    expect(read(words.map(keep).join(between))).toBe(phrase);
  });

  it('JSON', () => {
    expect(read(JSON.stringify(words))).toBe(phrase);
    expect(read(JSON.stringify(Object.fromEntries(words.map((word, i) => [i + 1, word])), null, 2))).toBe(phrase);
    expect(read(JSON.stringify(words.map((word, i) => [i, word])))).toBe(phrase);
  });

  it('two columns, read line by line', () => {
    const lines = words.slice(0, 12).map((word, i) => `${i + 1} ${word}\t${i + 13} ${words[i + 12] ?? ''}`);
    expect(read(lines.join('\n'))).toBe(phrase);
  });

  it('any order that its numbers tell', () => {
    const numbered = words.map((word, i) => `${i + 1}. ${word}`);
    fc.assert(
      fc.property(fc.shuffledSubarray(numbered, { minLength: 24 }), (shuffled) => {
        expect(read(shuffled.join(' '))).toBe(phrase);
      }),
      { numRuns: runs(30) },
    );
  });

  it('whatever is no letter around and between the words', () => {
    const noise = someOf(/^[^\p{L}\p{Cs}]$/u, 1, 4);
    fc.assert(
      fc.property(fc.array(noise, { minLength: 25, maxLength: 25 }), (between) => {
        const fresh = newPhrase();
        const text = fresh.split(' ').map((word, i) => (between[i] ?? '') + word);
        expect(toHex(phraseEntropy(text.join('') + (between[24] ?? '')))).toBe(toHex(phraseEntropy(fresh)));
      }),
      { numRuns: runs(300) },
    );
  });

  it('what nobody sees, inside the words too', () => {
    const unseen = someOf(/^[\p{Cf}\p{DI}\p{M}]$/u, 0, 2);
    fc.assert(
      fc.property(fc.array(unseen, { minLength: 200, maxLength: 200 }), (between) => {
        const text = Array.from(phrase, (letter, i) => letter + (between[i] ?? '')).join('');
        expect(read(text)).toBe(phrase);
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('a wrong word', () => {
  it.each([
    ['by its number', words.map((word, i) => `${i + 1}. ${i === 9 ? 'flowr' : word}`).join('\n'), 10],
    ['by its number where others are out of order', `2. zoo 1. art 4. flowr 3. art`, 4],
    ['by its number where one is missing', `1. zoo 2. art 4. flowr`, 4],
    ['by its place without numbers', 'zoo, “art”, flowr', 3],
    ['as it stands, a digit for a letter and all', 'zoo art fl0wr', 3],
  ])('is found %s', (_, text, position) => {
    const wrong = phraseWords(text).find(({ word }) => !isPhraseWord(word));
    expect(wrong?.position).toBe(position);
    expect(text.slice(wrong?.start, wrong?.end)).toMatch(/^fl(o|0)wr$/);
  });

  it('is selected rightly among whatever is no letter', () => {
    const noise = someOf(/^[^\p{L}\p{N}\p{Cs}]$/u, 1, 4);
    fc.assert(
      fc.property(fc.tuple(noise, noise, noise), fc.nat(2), (between, at) => {
        const typed = ['zoo', 'art', 'turtle'].with(at, 'qqqq');
        const text = typed.map((word, i) => `${between[i] ?? ''} ${word}`).join(' ');
        const wrong = phraseWords(text)[at];
        expect(wrong).toMatchObject({ word: 'qqqq', position: at + 1 });
        expect(text.slice(wrong?.start, wrong?.end)).toBe('qqqq');
      }),
      { numRuns: runs(100) },
    );
  });

  it('is counted as one, its number as none', () => {
    expect(phraseWords(words.map((word, i) => `${i + 1}. ${i === 9 ? 'flowr' : word}`).join(' '))).toHaveLength(24);
    expect(phraseWords('')).toEqual([]);
    expect(phraseWords(' 1. 2. — ')).toEqual([]);
  });

  it('takes no time, however much is pasted', () => {
    expect(phraseWords('\u00ada'.repeat(50_000))).toHaveLength(1);
    expect(phraseWords('zoo 1 '.repeat(20_000))).toHaveLength(20_000);
  });
});
