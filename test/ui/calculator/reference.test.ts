import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { press, shownOf, start } from '../../../src/ui/calculator/machine.ts';
import type { Key } from '../../../src/ui/calculator/machine.ts';
import { digitsOf } from '../../../src/ui/calculator/rational.ts';
import { runs } from '../../support/runs.ts';

/** A second calculator, by another library: far more digits than ours shows. */
const Reference = Decimal.clone({ precision: 120, rounding: Decimal.ROUND_HALF_UP });
type Other = InstanceType<typeof Reference>;

type Sign = '+' | '-' | '*' | '/';
interface Term {
  readonly digits: string;
  readonly sign: Sign;
  readonly isNegative: boolean;
  readonly isRoot: boolean;
}

/** Numbers as people type them: short and long, with and without a point. */
const digits = fc
  .tuple(
    fc.nat({ max: 9 }),
    fc.stringMatching(/^\d{0,8}$/),
    fc.option(fc.stringMatching(/^\d{1,5}$/), { nil: undefined }),
  )
  .map(([first, whole, part]) => `${String(first)}${whole}${part === undefined ? '' : `.${part}`}`);
const term: fc.Arbitrary<Term> = fc.record({
  digits,
  sign: fc.constantFrom('+', '-', '*', '/'),
  isNegative: fc.boolean(),
  isRoot: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
});

function keysOf({ digits: typed, isNegative, isRoot }: Term): Key[] {
  return [
    ...(Array.from(typed) as Key[]),
    ...(isRoot ? ['root' as const] : []),
    ...(isNegative ? ['sign' as const] : []),
  ];
}

/** Products before sums. Undefined: something is divided by nought. */
function valueOf(terms: readonly Term[]): Other | undefined {
  const numbers = terms.map(({ digits: typed, isNegative, isRoot }) => {
    const read = isRoot ? new Reference(typed).sqrt() : new Reference(typed);
    return isNegative ? read.neg() : read;
  });
  const products: { value: Other; sign: Sign }[] = [];
  let sign: Sign = '+';
  for (const [at, number] of numbers.entries()) {
    const last = products.at(-1);
    if (last && sign === '*') last.value = last.value.times(number);
    else if (last && sign === '/') {
      if (number.isZero()) return undefined;
      last.value = last.value.div(number);
    } else products.push({ value: number, sign });
    sign = terms[at]?.sign ?? '+';
  }
  const zero: Other = new Reference(0);
  return products.reduce((sum, { value, sign: by }) => (by === '-' ? sum.minus(value) : sum.plus(value)), zero);
}

it('is right to 15 digits in ten thousand calculations, by another library', () => {
  fc.assert(
    fc.property(fc.array(term, { minLength: 1, maxLength: 8 }), (terms) => {
      const keys = terms.flatMap((one, at): Key[] => [...keysOf(one), at === terms.length - 1 ? '=' : one.sign]);
      const machine = keys.reduce(press, start);
      const wanted = valueOf(terms);
      if (!wanted) {
        expect(machine.isWrong).toBe(true);
        return;
      }
      expect(machine.isWrong).toBe(false);
      const { isNegative, digits: shown, power } = digitsOf(shownOf(machine), 15);
      const ours = new Reference(`${isNegative ? '-' : ''}0.${shown === '' ? '0' : shown}e${String(power)}`);
      // What cancels to nought is nought with us, and all but nought with them; so is half of a last digit.
      const isNought = wanted.abs().lt('1e-60');
      expect(isNought ? ours.abs().lt('1e-30') : ours.minus(wanted).abs().lte(wanted.abs().times('5.01e-15'))).toBe(
        true,
      );
      if (!isNought && !terms.some(({ isRoot }) => isRoot)) expect(ours.eq(wanted.toSignificantDigits(15))).toBe(true);
    }),
    { numRuns: runs(10_000) },
  );
}, 120_000);
