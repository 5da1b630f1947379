import { withPlainDigits } from './digits.ts';
import { NumberError } from './errors.ts';

/** E.164: a country, then up to fifteen digits in all. */
const NUMBER = /^\+[1-9]\d{6,14}$/;

/**
 * The one form of a telephone number: `+`, country and number, whatever stood between the digits; `00` counts as `+`. Throws NumberError,
 * also for one without its country: nobody guesses that.
 */
export function phoneNumber(typed: string): string {
  const plain = withPlainDigits(typed.normalize('NFKC').replace(/^\s*tel:/i, ''));
  const number = plain
    .replace(/\(0\)/g, '')
    .replace(/[\s\p{Z}\p{Cf}().\-/\p{Pd}]/gu, '')
    .replace(/^00/, '+');
  if (!NUMBER.test(number)) throw new NumberError();
  return number;
}
