import { callingCodeOf } from './countries.ts';
import { digitsOf } from './spelling.ts';

/** A phone number, read: digits only. */
export interface Phone {
  /** The country's calling code; '' if it isn't known. */
  readonly code: string;
  /** What stands behind it, without what is dialled within the country only. */
  readonly rest: string;
  /** What is dialled before `rest` within the country: 0 in most of them. */
  readonly trunk: string;
  /** The part of `rest` that names the area, where it was set apart or always has three digits; '' if it can't be told. */
  readonly area: string;
}

const codes = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** Calling codes of countries where a 0 is dialled first. */
const withZero =
  /^(?:2[07]|3[123]|4[013469]|5[134578]|6[0-46]|8[1246]|9[0-58]|21[1238]|23[1-4]|243|249|25[0-24-6]|26[0-5]|291|35[358]|359|37[0347]|38[0-35-79]|42[13]|508|59[013-68]|686|85[056]|88[06]|96[1-467]|97[0-127]|99[4-6])$/;

function trunkOf(code: string): string {
  if (code === '1' || code === '692') return '1';
  if (code === '7' || code === '375' || code === '993') return '8';
  if (code === '36') return '06';
  return withZero.test(code) ? '0' : '';
}

/** Reads a number as people write it; undefined: it has other things than digits and the signs between them. */
export function readPhone(text: string, country: string | undefined): Phone | undefined {
  if (!/^\s*(?:\+|\()?[\d\s().\-–/]{4,}$/.test(text)) return undefined;
  const international = /^\s*(?:\+|00)\s*/.exec(text)?.[0];
  const code = international ? (codes.exec(digitsOf(text.slice(international.length)))?.[0] ?? '') : ownCode(country);
  const trunk = trunkOf(code);
  const groups = (
    text
      .slice(international?.length ?? 0)
      .replace('(0)', ' ')
      .match(/\d+/g) ?? []
  ).map(String);
  const within = international ? without(groups, code) : groups;
  const begins = trunk !== '' && within.join('').startsWith(trunk) && (code !== '1' || within.join('').length === 11);
  const rest = begins ? without(within, trunk) : within;
  return { code, trunk, rest: rest.join(''), area: areaOf(code, rest) };
}

function ownCode(country: string | undefined): string {
  return (country && callingCodeOf(country)) ?? '';
}

/** Groups of digits without the first ones. */
function without(groups: readonly string[], begin: string): string[] {
  const [first = '', ...others] = groups;
  if (first.length >= begin.length) return [first.slice(begin.length), ...others].filter(Boolean);
  return first === '' ? [] : without(others, begin.slice(first.length));
}

function areaOf(code: string, groups: readonly string[]): string {
  const digits = groups.join('');
  if (code === '1') return digits.length === 10 ? digits.slice(0, 3) : '';
  return groups.length > 1 ? (groups[0] ?? '') : '';
}

export const national = ({ trunk, rest, code }: Phone): string => (code === '1' ? rest : trunk + rest);
export const international = ({ code, rest }: Phone): string => (code === '' ? '' : `+${code}${rest}`);
