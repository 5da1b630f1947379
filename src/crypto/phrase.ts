import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { isPhraseWord, nearest, phraseWords } from '../typed/index.ts';
import type { Bytes } from '../encoding/index.ts';
import { LatchkeyError } from '../encoding/index.ts';
import { randomBytes } from './random.ts';

export const PHRASE_WORDS = 24;
const ENTROPY_BYTES = 32;

export type PhraseErrorCode = 'phrase-word' | 'phrase-length' | 'phrase-checksum';

/**
 * A phrase that can't be one. `phrase-word`: the word at `position` (from 1) is not in the list, `suggestions` are
 * nearest to it; `phrase-length`: not 24 words; `phrase-checksum`: all words exist, but some are wrong or out of place.
 */
export class PhraseError extends LatchkeyError {
  readonly code: PhraseErrorCode;
  readonly position: number | undefined;
  readonly suggestions: readonly string[];

  constructor(code: PhraseErrorCode, position?: number, suggestions: readonly string[] = []) {
    super('not a recovery phrase');
    this.code = code;
    this.position = position;
    this.suggestions = suggestions;
  }
}

/** A fresh phrase: 24 English words (BIP-39) for 256 random bits, joined by single spaces. */
export function newPhrase(): string {
  return entropyToMnemonic(randomBytes(ENTROPY_BYTES), wordlist);
}

/**
 * The 32 bytes of entropy of a 24-word phrase, its checksum verified, read as people keep it (`phraseWords`). Throws PhraseError.
 * It is not a key yet: `kdf(entropy, 'slot/phrase')` is.
 */
export function phraseEntropy(text: string): Bytes {
  const words = phraseWords(text);
  const unknown = words.find(({ word }) => !isPhraseWord(word));
  if (unknown) throw new PhraseError('phrase-word', unknown.position, nearest(unknown.word, wordlist));
  if (words.length !== PHRASE_WORDS) throw new PhraseError('phrase-length');
  try {
    return mnemonicToEntropy(words.map(({ word }) => word).join(' '), wordlist);
  } catch {
    throw new PhraseError('phrase-checksum');
  }
}
