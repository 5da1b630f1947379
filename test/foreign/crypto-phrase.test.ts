import { entropyToMnemonic, mnemonicToEntropy, mnemonicToSeedWebcrypto } from '@scure/bip39';
import { wordlist as simplifiedChinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import { wordlist as traditionalChinese } from '@scure/bip39/wordlists/traditional-chinese.js';
import { wordlist as czech } from '@scure/bip39/wordlists/czech.js';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as french } from '@scure/bip39/wordlists/french.js';
import { wordlist as italian } from '@scure/bip39/wordlists/italian.js';
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js';
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js';
import { wordlist as portuguese } from '@scure/bip39/wordlists/portuguese.js';
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js';
import { describe, expect, it } from 'vitest';
import { PHRASE_WORDS, phraseEntropy } from '../../src/crypto/index.ts';
import { fromHex, toHex } from '../../src/encoding/index.ts';
import { describeForeign, readJson } from './support/folder.ts';

const lists: Readonly<Record<string, string[]>> = {
  english,
  chinese_simplified: simplifiedChinese,
  chinese_traditional: traditionalChinese,
  czech,
  french,
  italian,
  japanese,
  korean,
  portuguese,
  spanish,
};

type Row = readonly [entropy: string, phrase: string, seed: string];

/** The password that the published seeds were made with, by file and language. */
const TREZOR = 'TREZOR';
const JAPANESE = '㍍ガバヴァぱばぐゞちぢ十人十色';

function testLanguage(rows: readonly Row[], list: string[], password: string): void {
  it.each(rows)('%s', async (entropy, phrase, seed) => {
    expect(entropyToMnemonic(fromHex(entropy), list).normalize('NFKD')).toBe(phrase.normalize('NFKD'));
    expect(toHex(Uint8Array.from(mnemonicToEntropy(phrase, list)))).toBe(entropy);
    expect(toHex(Uint8Array.from(await mnemonicToSeedWebcrypto(phrase, password)))).toBe(seed);
  });
}

function testOurs(rows: readonly Row[]): void {
  const long = rows.filter(([, phrase]) => phrase.split(' ').length === PHRASE_WORDS);

  it.each(long)('%s by phraseEntropy', (entropy, phrase) => {
    expect(toHex(phraseEntropy(phrase))).toBe(entropy);
    expect(toHex(phraseEntropy(phrase.toUpperCase().replaceAll(' ', '\n')))).toBe(entropy);
  });

  const short = rows.filter((row) => !long.includes(row));
  it.each(short)('%s is no phrase of ours: too short', (_, phrase) => {
    expect(() => phraseEntropy(phrase)).toThrow(expect.objectContaining({ code: 'phrase-length' }));
  });
}

describe.each([
  { file: 'trezor', japanesePassword: TREZOR },
  { file: 'bitcoinjs', japanesePassword: JAPANESE },
])('BIP-39, $file', ({ file, japanesePassword }) => {
  describeForeign('vectors', () => {
    const languages = Object.entries(readJson(`bip39/${file}.json`) as Record<string, Row[]>);
    for (const [language, rows] of languages) {
      const list = lists[language];
      describe(language, () => {
        if (list === undefined) it.skip('the library has no such word list', () => undefined);
        else testLanguage(rows, list, language === 'japanese' ? japanesePassword : TREZOR);
        if (language === 'english') testOurs(rows);
      });
    }
  });
});
