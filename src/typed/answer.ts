import { withPlainDigits } from './digits.ts';
import { AnswerError } from './errors.ts';

/** How long an answer may be, in characters (protocol 7). */
const MOST_CHARACTERS = 200;
const OTHERS = /[^\p{L}\p{N}]/gu;

/**
 * The one form of an answer to a question of an escrow: letters and digits only, without case, accents and other marks, digits of
 * every script as ours; the same in every locale. Throws AnswerError where nothing is left, or for one that is too long.
 */
export function answerForm(typed: string): string {
  if (typed.length > MOST_CHARACTERS) throw new AnswerError('answer-long');
  // Upper case comes first because ß and ss, ς and σ, ı and i are one only there.
  const plain = typed.normalize('NFKD').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKD');
  const form = withPlainDigits(plain.replace(OTHERS, '')).normalize('NFKC');
  if (form === '') throw new AnswerError('answer-empty');
  return form;
}
