/*
 * Numbers of a calculator: fractions of whole numbers, so that sums, products and quotients are exact and nothing is rounded but
 * what is shown, and roots.
 */

/** `top / bottom`, in lowest terms; `bottom` is above 0. */
export interface Rational {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** Digits of a root, and of what would grow without end. */
const DIGITS = 40;
/** A fraction with more digits than this is rounded: nobody waits for a calculator. */
const MOST_DIGITS = 400;

export const zero: Rational = { top: 0n, bottom: 1n };

/** Of digits with at most one point between or around them, and a sign before. */
export function rationalOf(text: string): Rational {
  const [whole = '', part = ''] = text.split('.');
  return reduced(BigInt(`${whole}${part}`.replace(/^(-?)$/, '$10')), 10n ** BigInt(part.length));
}

export function plus(one: Rational, other: Rational): Rational {
  return reduced(one.top * other.bottom + other.top * one.bottom, one.bottom * other.bottom);
}

export function minus(one: Rational, other: Rational): Rational {
  return plus(one, negative(other));
}

export function times(one: Rational, other: Rational): Rational {
  return reduced(one.top * other.top, one.bottom * other.bottom);
}

/** Undefined: by nought. */
export function over(one: Rational, other: Rational): Rational | undefined {
  return other.top === 0n ? undefined : reduced(one.top * other.bottom, one.bottom * other.top);
}

export function negative({ top, bottom }: Rational): Rational {
  return { top: -top, bottom };
}

/** To 40 digits, or exact where it has fewer. Undefined: of less than nought. */
export function rootOf({ top, bottom }: Rational): Rational | undefined {
  if (top < 0n) return undefined;
  // Digits before the point are one in two of the fraction's: the rest is asked for behind it.
  const places = BigInt(Math.max(0, DIGITS - Math.floor((lengthOf(top) - lengthOf(bottom)) / 2)));
  return reduced(wholeRoot((top * 100n ** places) / bottom), 10n ** places);
}

/** A number as digits: 0.d1d2d3… times ten to the power of `power`; rounded half away from nought. */
export interface Digits {
  readonly isNegative: boolean;
  /** Without a nought at either end; empty for nought. */
  readonly digits: string;
  readonly power: number;
}

/** The first `count` significant digits. */
export function digitsOf({ top, bottom }: Rational, count: number): Digits {
  const isNegative = top < 0n;
  const size = isNegative ? -top : top;
  if (size === 0n) return { isNegative: false, digits: '', power: 0 };
  // One more or less than this many digits stand before the point.
  const guess = lengthOf(size) - lengthOf(bottom);
  const power = size * tenTo(-guess) >= bottom * tenTo(guess) ? guess + 1 : guess;
  const shift = count - power;
  const [scaled, by] = [size * tenTo(shift), bottom * tenTo(-shift)];
  const rounded = String((2n * scaled + by) / (2n * by));
  // Rounding up may have made one digit more of them: 9.99 is 10.
  return { isNegative, digits: rounded.replace(/0+$/, ''), power: power + rounded.length - count };
}

/** Ten to this power; 1 for those below nought. */
function tenTo(power: number): bigint {
  return power > 0 ? 10n ** BigInt(power) : 1n;
}

function reduced(top: bigint, bottom: bigint): Rational {
  const by = divisorOf(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom) * (bottom < 0n ? -1n : 1n);
  const lowest = { top: top / by, bottom: bottom / by };
  return lengthOf(lowest.bottom) > MOST_DIGITS || lengthOf(lowest.top) > MOST_DIGITS ? roundedOf(lowest) : lowest;
}

function roundedOf(number: Rational): Rational {
  const { isNegative, digits, power } = digitsOf(number, DIGITS);
  const top = BigInt(digits) * (isNegative ? -1n : 1n);
  const behind = digits.length - power;
  return { top: top * tenTo(-behind), bottom: tenTo(behind) };
}

function divisorOf(one: bigint, other: bigint): bigint {
  let [greater, lesser] = [one, other];
  while (lesser > 0n) [greater, lesser] = [lesser, greater % lesser];
  return greater === 0n ? 1n : greater;
}

/** By Newton: the greatest whole number whose square is not above it. */
function wholeRoot(of: bigint): bigint {
  if (of < 2n) return of;
  let root = 10n ** BigInt(Math.ceil(lengthOf(of) / 2));
  for (;;) {
    const next = (root + of / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}

function lengthOf(number: bigint): number {
  return String(number < 0n ? -number : number).length;
}
