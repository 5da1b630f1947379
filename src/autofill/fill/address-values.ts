import type { FieldType } from '../classify/index.ts';
import { countryNames, countryOf } from './countries.ts';
import { regionNames } from './regions.ts';
import type { Spell, Spelling } from './spelling.ts';
import { known } from './spelling.ts';

/** A street and its number, whichever stands first; without one the whole is the street. */
function readStreet(line: string): { readonly street: string; readonly number: string } {
  const behind = /^(.*\D)[\s,]+(\d+(?:\s?[a-z](?![a-z]))?(?:\s?[-/–]\s?\d+\s?[a-z]?)*)$/iu.exec(line);
  if (behind?.[1] && behind[2]) return { street: behind[1].replace(/[\s,]+$/, ''), number: behind[2] };
  const before = /^(\d+(?:[-/–]\d+)?(?:\s?[a-z]|\s(?:bis|ter|quater))?)[\s,]+(\D.*)$/iu.exec(line);
  return before?.[1] && before[2] ? { street: before[2], number: before[1] } : { street: line, number: '' };
}

/** What the lines from one on hold, up to the next line that has a field of its own: an address loses nothing. */
function linesFrom({ values: { identity }, beside }: Spelling, from: 1 | 2 | 3): string[] {
  if (!identity) return [];
  const first = beside.has('house-number') ? readStreet(identity.address1).street : identity.address1;
  const lines = [first, identity.address2, identity.address3];
  const next = beside.has('address-line2') && from < 2 ? 2 : beside.has('address-line3') && from < 3 ? 3 : 4;
  return lines.slice(from - 1, next - 1).filter(Boolean);
}

const lineFrom =
  (from: 1 | 2 | 3): Spell =>
  (spelling) => {
    const lines = linesFrom(spelling, from);
    return known(...(spelling.rules.control === 'lines' ? [lines.join('\n')] : []), lines.join(', '), lines.join(' '));
  };

/** Codes of some countries are written with or without what stands between their halves. */
const postalCode: Spell = ({ values: { identity } }) => {
  const code = identity?.postalCode ?? '';
  const bare = code.replace(/[\s-]/g, '');
  const halves = /^([a-z]\d[a-z])(\d[a-z]\d)$|^([a-z]{1,2}\d[a-z\d]?)(\d[a-z]{2})$/i
    .exec(bare)
    ?.slice(1)
    .filter(Boolean);
  // A code of nine digits is one of five digits with four more, which need not be given.
  const american = /^(\d{5})-?\d{4}$/.exec(code)?.[1];
  return known(code, halves?.join(' '), bare, american);
};

const country: Spell = ({ values: { identity }, rules: { control, language, maxLength, pattern } }) => {
  const said = identity?.country ?? '';
  const code = countryOf(said, language);
  if (code === undefined) return known(said);
  const names = countryNames(code, language);
  const isCode = control === 'line' && (maxLength === 2 || pattern.includes('{2}'));
  if (isCode) return [code, code.toLowerCase()];
  return /^[a-z]{2}$/i.test(said) || control === 'select' ? [...names, code, said] : [said, ...names, code];
};

const region: Spell = ({ values: { identity }, rules: { language } }) =>
  identity ? regionNames(identity.region, countryOf(identity.country, language)) : [];

export const addressSpells = {
  'street-address': lineFrom(1),
  'address-line1': lineFrom(1),
  'address-line2': lineFrom(2),
  'address-line3': lineFrom(3),
  'house-number': ({ values: { identity } }) => known(readStreet(identity?.address1 ?? '').number),
  'address-level2': ({ values }) => known(values.identity?.city),
  'address-level1': region,
  'postal-code': postalCode,
  country,
} as const satisfies Partial<Record<FieldType, Spell>>;

/** A code in two fields, where its halves can be told. */
export function postalPieces({ values: { identity } }: Spelling): readonly (readonly string[])[] {
  const code = identity?.postalCode ?? '';
  const japanese = /^(\d{3})-?(\d{4})$/.exec(code)?.slice(1) ?? [];
  return [code.split(/[\s-]+/), japanese];
}
