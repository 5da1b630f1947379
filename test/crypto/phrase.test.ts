import { entropyToMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PHRASE_WORDS, PhraseError, newPhrase, phraseEntropy } from '../../src/crypto/index.ts';
import { toHex } from '../../src/encoding/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { runs } from '../support/runs.ts';
import { cases } from '../vectors/bip39-english.json';

const art = `${'abandon '.repeat(23)}art`;

function refusal(text: string): PhraseError {
  try {
    phraseEntropy(text);
  } catch (error) {
    if (error instanceof PhraseError) return error;
    throw error;
  }
  throw new Error('not refused');
}

describe('BIP-39', () => {
  it.each(cases)('$section', ({ entropy, phrase }) => {
    expect(toHex(phraseEntropy(phrase))).toBe(entropy);
  });

  it('brings any entropy back', () => {
    fc.assert(
      fc.property(someBytes(32, 32), (entropy) => {
        expect(phraseEntropy(entropyToMnemonic(entropy, wordlist))).toEqual(entropy);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('a new phrase', () => {
  it('is 24 words of the list and never the same', () => {
    const phrases = Array.from({ length: 20 }, newPhrase);
    expect(new Set(phrases).size).toBe(phrases.length);
    for (const phrase of phrases) {
      expect(phrase.split(' ')).toHaveLength(PHRASE_WORDS);
      expect(phraseEntropy(phrase)).toHaveLength(32);
    }
  });
});

describe('a phrase as people type it', () => {
  const numbered = art.split(' ').map((word, index) => `${index + 1}. ${word}`);

  it.each([
    ['capitals', art.toUpperCase()],
    ['white space', `\n  ${art.replaceAll(' ', ' \t\r\n ')} \n`],
    ['no-break and ideographic spaces', art.replace(' ', '\u00a0').replace(' ', '\u3000')],
    ['commas', art.replaceAll(' ', ', ')],
    ['the numbers of the kit', numbered.join('\n')],
    ['numbers without a space', numbered.join(' ').replaceAll('. ', '.')],
    ['full-width fingerprint', art.replace('art', '\uff41\uff52\uff54')],
    ['zero-width characters', art.replace('art', '\u200ba\u00adrt\ufeff')],
  ])('reads %s', (_, text) => {
    expect(phraseEntropy(text)).toEqual(new Uint8Array(32));
  });
});

describe('a phrase that can not be one', () => {
  it.each([
    ['abandn', 'abandon'],
    ['abadnon', 'abandon'],
    ['abandonn', 'abandon'],
    ['bandon', 'abandon'],
    ['wether', 'weather'],
    ['acress', 'across'],
    ['abandonment', 'abandon'],
  ])('names the place of %s and suggests %s', (wrong, meant) => {
    for (const position of [1, 12, 24]) {
      const words = art.split(' ');
      words[position - 1] = wrong;
      const { code, position: named, suggestions } = refusal(words.join(' '));
      expect({ code, named }).toEqual({ code: 'phrase-word', named: position });
      expect(suggestions).toContain(meant);
      expect(suggestions.length).toBeLessThanOrEqual(3);
    }
  });

  it('names the first of several wrong words, before it counts them', () => {
    expect(refusal('abandon zzzz yyyy')).toMatchObject({ code: 'phrase-word', position: 2, suggestions: [] });
  });

  it.each([
    '',
    ' ',
    'abandon',
    `abandon ${art}`,
    'legal winner thank year wave sausage worth useful legal winner thank yellow',
  ])('says that %j has the wrong length', (text) => {
    expect(refusal(text)).toMatchObject({ code: 'phrase-length', position: undefined, suggestions: [] });
  });

  it('says that the checksum is wrong when words are swapped or replaced', () => {
    expect(refusal(`${'abandon '.repeat(23)}zoo`).code).toBe('phrase-checksum');
    expect(refusal(`art ${'abandon '.repeat(23)}`).code).toBe('phrase-checksum');
  });

  it('keeps the typed words out of its message', () => {
    expect(refusal('mysecretword').message).toBe('not a recovery phrase');
  });

  it('is refused quickly, however long the word', () => {
    expect(refusal('x'.repeat(100_000))).toMatchObject({ code: 'phrase-word', position: 1, suggestions: [] });
  });
});
