import type { Machine } from './machine.ts';
import { shownOf, typedOf } from './machine.ts';
import { digitsOf } from './rational.ts';
import type { Rational } from './rational.ts';

/** How a language writes numbers. */
export interface Writing {
  readonly point: string;
  readonly group: string;
}

/** Digits that are right, and shown. */
const SHOWN = 15;
/** Noughts behind a point before the first digit; beyond that a power of ten says it shorter. */
const MOST_NOUGHTS = 6;

export function writingOf(language: string): Writing {
  const parts = new Intl.NumberFormat(language).formatToParts(1_234_567.5);
  const part = (type: string): string | undefined => parts.find((one) => one.type === type)?.value;
  return { point: part('decimal') ?? '.', group: part('group') ?? '' };
}

/** What the machine shows: what is being typed, a result, or that it can't be done. */
export function shownText(machine: Machine, writing: Writing): string {
  if (machine.isWrong) return 'Error';
  const text = typedOf(machine);
  return text === undefined ? numberText(shownOf(machine), writing) : written(text, writing);
}

function numberText(number: Rational, writing: Writing): string {
  const { isNegative, digits, power } = digitsOf(number, SHOWN);
  const sign = isNegative ? '-' : '';
  if (digits === '') return '0';
  if (power > SHOWN + 1 || power < -MOST_NOUGHTS) {
    const behind = digits.slice(1);
    const first = digits.slice(0, 1);
    return `${written(`${sign}${first}${behind === '' ? '' : `.${behind}`}`, writing)}e${String(power - 1)}`;
  }
  if (power <= 0) return written(`${sign}0.${'0'.repeat(-power)}${digits}`, writing);
  const whole = digits.slice(0, power).padEnd(power, '0');
  return written(digits.length > power ? `${sign}${whole}.${digits.slice(power)}` : `${sign}${whole}`, writing);
}

/** Plain digits as the language writes them. */
function written(text: string, { point, group }: Writing): string {
  const [whole = '', ...part] = text.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  return `${text.startsWith('-') ? '−' : ''}${[grouped, ...part].join(point)}`;
}

/** A calculation as people write it. */
export function calculationText(calculation: string, writing: Writing): string {
  return calculation
    .replace(/(^|[+\-*/√])-/g, '$1⁻')
    .replace(/[\d.]+/g, (number) => written(number, writing))
    .replace(/\+/g, ' + ')
    .replace(/-/g, ' − ')
    .replace(/\*/g, ' × ')
    .replace(/\//g, ' ÷ ')
    .replace(/⁻/g, '−')
    .replace(/%/g, ' %');
}
