const DIGIT = /\p{Nd}/u;

/** A text whose decimal digits, of whatever script, are the ASCII ones. */
export function withPlainDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => String(valueOf(digit.codePointAt(0) ?? 0)));
}

/**
 * Unicode keeps the digits of a script as ten neighbours, zero first, and puts whole tens beside each other (its
 * stability policy): the value is the distance from where the digits begin.
 */
function valueOf(digit: number): number {
  let before = digit;
  while (DIGIT.test(String.fromCodePoint(before - 1))) before -= 1;
  return (digit - before) % 10;
}

/** The whole number that was typed, in digits of any script; undefined where it is none. */
export function wholeNumber(typed: string): number | undefined {
  const digits = withPlainDigits(typed.normalize('NFKC').replace(/[\p{Cf}\p{Z}\s]/gu, ''));
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}
