import type { FieldType } from '../classify/index.ts';
import { formIn, monthNames, readExpiry, written } from './dates.ts';
import type { FieldRules } from './rules.ts';
import type { Spell, Spelling } from './spelling.ts';
import { digitsOf, known } from './spelling.ts';

/** Networks by how their numbers begin, with what pages call them. */
const networks: readonly (readonly [begin: RegExp, names: readonly string[]])[] = [
  [/^3[47]/, ['American Express', 'Amex', 'AX', 'AE', 'AMX']],
  [/^3(?:0[0-5]|[689])/, ['Diners Club', 'Diners', 'DC']],
  [/^35/, ['JCB']],
  [/^(?:5[1-5]|2(?:2[2-9]|[3-6]|7[01]|720))/, ['Mastercard', 'Master Card', 'MC', 'Eurocard']],
  [/^220[0-4]/, ['Mir']],
  [/^(?:6011|64[4-9]|65)/, ['Discover', 'DI']],
  [/^62/, ['UnionPay', 'Union Pay', 'China UnionPay', 'CUP']],
  [/^(?:5[06-9]|6)/, ['Maestro']],
  [/^4/, ['Visa', 'VI']],
];

/** How the digits of a number stand on its card. */
export function cardGroups(digits: string): readonly string[] {
  const lengths = { 14: [4, 6, 4], 15: [4, 6, 5] }[digits.length] ?? [4, 4, 4, 4, 4];
  let from = 0;
  return lengths.map((length) => digits.slice(from, (from += length))).filter(Boolean);
}

const number: Spell = ({ values: { card }, rules: { hint, pattern } }) => {
  if (!card?.number) return [];
  const digits = digitsOf(card.number);
  if (digits.length < 12 || /[^\d\s-]/.test(card.number)) return [card.number];
  const grouped = ([' ', '-'] as const).map((joint) => cardGroups(digits).join(joint));
  const shown = /[\dx•*_#]{4}([ -])[\dx•*_#]{4}/i.exec(`${hint} ${pattern}`)?.[1];
  const [spaced = '', dashed = ''] = grouped;
  return [...known(shown === ' ' ? spaced : undefined, shown === '-' ? dashed : undefined), digits, spaced, dashed];
};

/** All ways in which pages write an expiry, the likeliest first. */
const expiryForms = [
  ...['MM/YY', 'MM / YY', 'MM/YYYY', 'MM / YYYY', 'MMYY', 'MMYYYY', 'MM-YY', 'MM-YYYY', 'MM.YY', 'MM.YYYY'],
  ...['YYYY-MM', 'YYYY/MM', 'YY/MM', 'MM YY', 'MM YYYY', 'M/YY', 'M/YYYY'],
];

/** Where a page says no more than how much room there is, a year of four digits is what fills it. */
const bySpace: Partial<Record<number, string>> = { 6: 'MMYYYY', 7: 'MM/YYYY' };

const expiryOf = ({ values: { card } }: Spelling): ReturnType<typeof readExpiry> =>
  card && readExpiry(card.expiryMonth, card.expiryYear);

const expiry: Spell = (spelling) => {
  const moment = expiryOf(spelling);
  if (!moment) return [];
  const { inputType, hint, maxLength } = spelling.rules;
  if (inputType === 'month') return [written('YYYY-MM', moment)];
  const likely = formIn(hint, false) ?? bySpace[maxLength];
  return [...known(likely), ...expiryForms].map((form) => written(form, moment));
};

const expiryMonth: Spell = (spelling) => {
  const moment = expiryOf(spelling);
  if (!moment) return [];
  const { control, hint, language } = spelling.rules;
  const digits = ['MM', 'M'].map((form) => written(form, moment));
  if (control === 'select') return [...monthNames(moment.month, language), ...digits];
  return /(?<!\p{L})m(?!\p{L})/iu.test(hint) && !/mm/i.test(hint) ? digits.toReversed() : digits;
};

const expiryYear: Spell = (spelling) => {
  const moment = expiryOf(spelling);
  if (!moment) return [];
  const { hint, maxLength, inputType, max } = spelling.rules;
  const isShort =
    /(?<!\p{L})(?:yy|jj|aa|гг|rr)(?!\p{L})/iu.test(hint) ||
    (maxLength > 0 && maxLength < 4) ||
    (inputType === 'number' && max !== '' && Number(max) < 100);
  const years = ['YYYY', 'YY'].map((form) => written(form, moment));
  return isShort ? years.toReversed() : years;
};

const given: Spell = ({ values: { card } }) => known(card?.holder.trim().replace(/\s+\S+$/, ''));
const family: Spell = ({ values: { card } }) => known(card?.holder.trim().match(/\s(\S+)$/)?.[1]);

const network: Spell = ({ values: { card } }) => {
  const digits = digitsOf(card?.number ?? '');
  return digits.length < 12 ? [] : (networks.find(([begin]) => begin.test(digits))?.[1] ?? []);
};

export const cardSpells = {
  'cc-number': number,
  'cc-name': ({ values }) => known(values.card?.holder),
  'cc-given-name': given,
  'cc-family-name': family,
  'cc-exp': expiry,
  'cc-exp-month': expiryMonth,
  'cc-exp-year': expiryYear,
  'cc-csc': ({ values }) => known(values.card?.code),
  'cc-type': network,
} as const satisfies Partial<Record<FieldType, Spell>>;

/** An expiry in two fields of one form, where the second one doesn't say that it is a year. */
export function expiryPieces(spelling: Spelling, rules: readonly FieldRules[]): readonly (readonly string[])[] {
  const moment = expiryOf(spelling);
  const forms = rules.at(-1)?.maxLength === 4 ? ['MM YYYY', 'MM YY'] : ['MM YY', 'MM YYYY'];
  return moment ? forms.map((form) => written(form, moment).split(' ')) : [];
}
