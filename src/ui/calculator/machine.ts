import type { Rational } from './rational.ts';
import { digitsOf, minus, negative, over, plus, rationalOf, rootOf, times, zero } from './rational.ts';

/** A key, as it is told apart; digits, the point and the four signs stand for themselves. */
export type Key =
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '.'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '='
  | 'root'
  | 'sign'
  | 'back'
  | 'clear'
  | 'memory-clear'
  | 'memory-read'
  | 'memory-add'
  | 'memory-take';

type Sign = '+' | '-' | '*' | '/';

/** A number of the calculation: as it was typed or came to be, and what it is. */
interface Operand {
  readonly text: string;
  readonly value: Rational;
}

/** A calculator between two keys. A value: a key makes the next one. */
export interface Machine {
  /** What stands before the number that is being typed. */
  readonly before: readonly { readonly operand: Operand; readonly sign: Sign }[];
  /** The number that is being typed, or was just made; undefined: the next one is still to come. */
  readonly entry: (Operand & { readonly isTyped: boolean }) | undefined;
  /** The result of the last `=`, and the calculation that it is of; gone with the next key. */
  readonly result: { readonly value: Rational; readonly of: string } | undefined;
  readonly memory: Rational;
  readonly isWrong: boolean;
}

export const start: Machine = { before: [], entry: undefined, result: undefined, memory: zero, isWrong: false };

/** Digits of a number that is typed, and of what is shown. */
const MOST_DIGITS = 15;
const MOST_OPERANDS = 40;

/** One key further. */
export function press(machine: Machine, key: Key): Machine {
  if (key === 'clear') return { ...start, memory: machine.memory };
  if (machine.isWrong) return press({ ...start, memory: machine.memory }, key);
  switch (key) {
    case '+':
    case '-':
    case '*':
    case '/':
      return signed(machine, key);
    case '=':
      return equals(machine);
    case '%':
      return hundredth(machine);
    case 'root':
      return changed(
        machine,
        (value) => rootOf(value),
        (text) => `√${text}`,
      );
    case 'sign':
      return turned(machine);
    case 'back':
      return back(machine);
    case 'memory-clear':
      return { ...machine, memory: zero };
    case 'memory-read':
      return { ...begun(machine), entry: madeOf(machine.memory) };
    case 'memory-add':
      return { ...machine, memory: plus(machine.memory, shownOf(machine)) };
    case 'memory-take':
      return { ...machine, memory: minus(machine.memory, shownOf(machine)) };
    default:
      return typed(machine, key);
  }
}

/** The number in sight. */
export function shownOf({ entry, result, before }: Machine): Rational {
  return entry?.value ?? result?.value ?? before.at(-1)?.operand.value ?? zero;
}

/** As it is being typed, if it is: a point at its end, and noughts behind one, are not lost. */
export function typedOf({ entry }: Machine): string | undefined {
  return entry?.isTyped ? entry.text : undefined;
}

/** The calculation as far as it goes, in one spelling: `1250*12%`. */
export function calculationOf({ before, entry, result }: Machine): string {
  if (result) return result.of;
  return before.map(({ operand, sign }) => `${operand.text}${sign}`).join('') + (entry?.text ?? '');
}

/** A new number begins after a result, and after a sign. */
function begun(machine: Machine): Machine {
  return machine.result ? { ...machine, result: undefined, entry: undefined } : machine;
}

function typed(machine: Machine, key: string): Machine {
  const here = begun(machine);
  const former = here.entry?.isTyped ? here.entry.text : '';
  if (key === '.' && former.includes('.')) return here;
  if (key !== '.' && former.replace(/\D/g, '').length >= MOST_DIGITS) return here;
  const bare = former === '0' || former === '-0' ? former.slice(0, -1) : former;
  const text = key === '.' ? `${former === '' ? '0' : former}.` : `${bare}${key}`;
  return { ...here, entry: { text, value: rationalOf(text), isTyped: true } };
}

function signed(machine: Machine, sign: Sign): Machine {
  const { before, entry, result } = machine;
  const operand = entry ?? (result && madeOf(result.value));
  if (!operand) {
    const last = before.at(-1);
    // Another sign takes the place of the last one.
    return last
      ? { ...machine, before: [...before.slice(0, -1), { ...last, sign }] }
      : signed(typed(machine, '0'), sign);
  }
  if (before.length >= MOST_OPERANDS) return machine;
  return { ...machine, before: [...before, { operand, sign }], entry: undefined, result: undefined };
}

function equals(machine: Machine): Machine {
  const { before, entry, memory } = machine;
  if (!entry || machine.result) return machine;
  const value = valueOf(before, entry.value);
  if (!value) return { ...start, memory, isWrong: true };
  return { ...start, memory, result: { value, of: calculationOf(machine) } };
}

/** A hundredth of the number, or behind a sum so many hundredths of that. */
function hundredth(machine: Machine): Machine {
  const last = machine.before.at(-1);
  const isOfSum = last?.sign === '+' || last?.sign === '-';
  const sum = isOfSum && !machine.result ? valueOf(machine.before.slice(0, -1), last.operand.value) : undefined;
  const one = rationalOf('0.01');
  return changed(
    machine,
    (value) => times(times(value, one), sum ?? { top: 1n, bottom: 1n }),
    (text) => `${text}%`,
  );
}

function turned(machine: Machine): Machine {
  const { entry } = machine;
  if (!entry?.isTyped) return changed(machine, negative, (text) => (text.startsWith('-') ? text.slice(1) : `-${text}`));
  const text = entry.text.startsWith('-') ? entry.text.slice(1) : `-${entry.text}`;
  return { ...machine, entry: { text, value: rationalOf(text), isTyped: true } };
}

function back(machine: Machine): Machine {
  const { entry } = machine;
  if (!entry?.isTyped) return { ...begun(machine), entry: undefined };
  const text = entry.text.slice(0, -1);
  if (text === '' || text === '-') return { ...machine, entry: undefined };
  return { ...machine, entry: { text, value: rationalOf(text), isTyped: true } };
}

/** Changes the number in sight; what can't be done to it is an error. */
function changed(
  machine: Machine,
  how: (value: Rational) => Rational | undefined,
  spell: (text: string) => string,
): Machine {
  const operand = machine.entry ?? madeOf(shownOf(machine));
  const value = how(operand.value);
  if (!value) return { ...start, memory: machine.memory, isWrong: true };
  return { ...machine, result: undefined, entry: { text: spell(operand.text), value, isTyped: false } };
}

function madeOf(value: Rational): Operand & { readonly isTyped: false } {
  return { text: plain(value), value, isTyped: false };
}

/** A number in plain digits, as it would be typed. */
function plain(value: Rational): string {
  const { isNegative, digits, power } = digitsOf(value, MOST_DIGITS);
  const sign = isNegative ? '-' : '';
  if (digits === '') return '0';
  if (power <= 0) return `${sign}0.${'0'.repeat(-power)}${digits}`;
  const whole = digits.slice(0, power).padEnd(power, '0');
  return digits.length > power ? `${sign}${whole}.${digits.slice(power)}` : `${sign}${whole}`;
}

/** Products before sums, both from the left. Undefined: something is to be divided by nought. */
function valueOf(before: Machine['before'], last: Rational): Rational | undefined {
  let sum = zero;
  let product: Rational | undefined;
  let [adds, multiplies] = [true, true];
  const operands = [
    ...before.map(({ operand: { value }, sign }) => ({ value, sign })),
    { value: last, sign: '+' as Sign },
  ];
  for (const { value, sign } of operands) {
    if (product === undefined) product = value;
    else {
      const next: Rational | undefined = multiplies ? times(product, value) : over(product, value);
      if (!next) return undefined;
      product = next;
    }
    if (sign === '*' || sign === '/') multiplies = sign === '*';
    else {
      sum = adds ? plus(sum, product) : minus(sum, product);
      adds = sign === '+';
      product = undefined;
    }
  }
  return sum;
}
