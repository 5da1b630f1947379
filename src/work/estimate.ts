import type { OptionsType } from '@zxcvbn-ts/core';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs } from '@zxcvbn-ts/language-common';
import { unpackWords } from '../items/index.ts';
import { COMMON_PASSWORDS } from './common.ts';

/** What is weakest about a password; each has its own sentence in the message catalogues. */
export type EstimateWarning = 'common' | 'personal' | 'keyboard' | 'repeat' | 'sequence' | 'date';

export interface Estimate {
  /** log10 of the guesses that a well-informed attacker needs. */
  readonly guesses: number;
  /** 0 below 10^6 guesses, 1 below 10^9, 2 below 10^12 (refused at a store), 3 below 10^15 (warned about), else 4. */
  readonly score: 0 | 1 | 2 | 3 | 4;
  readonly warning?: EstimateWarning;
}

/** Guesses at which the score rises (protocol 2.1 names the last two). */
const STEPS = { 0: 1e6, 1: 1e9, 2: 1e12, 3: 1e15 };

/** Longer passwords are judged by their beginning: time grows with the square of the length. */
const MOST_CHARACTERS = 64;

/** Ways to undo "l33t" spelling that are tried: with the library's 100, some texts take half a second. */
const MOST_SUBSTITUTIONS = 10;

/** The library's own names for warnings; the attack times that come with them are not shown anywhere. */
const WARNINGS: Readonly<Record<string, EstimateWarning>> = {
  topTen: 'common',
  topHundred: 'common',
  common: 'common',
  similarToCommon: 'common',
  userInputs: 'personal',
  straightRow: 'keyboard',
  keyPattern: 'keyboard',
  simpleRepeat: 'repeat',
  extendedRepeat: 'repeat',
  sequences: 'sequence',
  recentYears: 'date',
  dates: 'date',
};

function options(words: readonly string[]): OptionsType {
  return {
    // The library scores a dictionary of the second name by its size instead of by rank: its words are in alphabetical order.
    dictionary: { passwords: [...unpackWords(COMMON_PASSWORDS)], diceware: [...words] },
    graphs: adjacencyGraphs,
    maxLength: MOST_CHARACTERS,
    l33tMaxSubstitutions: MOST_SUBSTITUTIONS,
    timeEstimationValues: {
      scoring: STEPS,
      attackTime: {
        onlineThrottlingXPerHour: 100,
        onlineNoThrottlingXPerSecond: 10,
        offlineSlowHashingXPerSecond: 1e4,
        offlineFastHashingXPerSecond: 1e10,
      },
    },
  };
}

/**
 * How many guesses a password is worth. `context`: words that an attacker would try first (names, the site). An estimate,
 * never a promise; made from the NFKC form, as the slot is.
 */
export type Estimator = (password: string, context: readonly string[]) => Estimate;

/** By zxcvbn (Wheeler, USENIX Security 2016) over one trimmed list of passwords and the words that passphrases are made of. */
export function estimatorWith(words: readonly string[]): Estimator {
  const zxcvbn = new ZxcvbnFactory(options(words));
  return (password, context) => {
    const { guessesLog10, score, feedback } = zxcvbn.check(password.normalize('NFKC'), [...context, 'latchkey']);
    const warning = feedback.warning === null ? undefined : WARNINGS[feedback.warning];
    return { guesses: guessesLog10, score, ...(warning && { warning }) };
  };
}
