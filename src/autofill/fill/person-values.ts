import type { FieldType } from '../classify/index.ts';
import { dayFormOf, formIn, monthNames, readDay, written } from './dates.ts';
import type { Spell, Spelling } from './spelling.ts';
import { known } from './spelling.ts';
import type { IdentityValues } from './values.ts';

/** Salutations that mean the same. */
const salutations = [
  'mr mister herr m monsieur sr senor sig signor senhor dhr pan hr',
  'mrs ms miss frau mme madame mlle sra senora signora sig.ra senhora mw mevrouw pani fru fr',
].map((group) => group.split(' '));

const salutation: Spell = ({ values: { identity } }) => {
  const own = identity?.salutation ?? '';
  const word = own
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}|\.$/gu, '');
  return known(own, ...(salutations.find((group) => group.includes(word)) ?? []));
};

/** Names written in Chinese, Japanese or Korean signs stand the other way round, with nothing between them. */
function fullNames({ firstName, middleName, lastName }: IdentityValues): string[] {
  const isEastern = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]+$/u.test(firstName + lastName);
  if (isEastern && middleName === '') return [lastName + firstName];
  return [[firstName, middleName, lastName].filter(Boolean).join(' ')];
}

/** A field of one letter is for the initial. */
const middle: Spell = ({ values: { identity }, rules }) =>
  known(identity?.middleName, rules.maxLength === 1 ? identity?.middleName.slice(0, 1) : undefined);

const dayOf = ({ values: { identity } }: Spelling): ReturnType<typeof readDay> =>
  identity && readDay(identity.birthday);

const birthday: Spell = (spelling) => {
  const day = dayOf(spelling);
  if (!day) return known(spelling.values.identity?.birthday);
  const { inputType, hint, language } = spelling.rules;
  if (inputType === 'date') return [written('YYYY-MM-DD', day)];
  const own = dayFormOf(language);
  const forms = [
    formIn(hint, true) ?? own,
    own,
    own.replace(/\P{L}+/gu, '/'),
    own.replace(/\P{L}/gu, ''),
    'YYYY-MM-DD',
  ];
  return forms.map((form) => written(form, day));
};

const ofDay =
  (long: string, short: string): Spell =>
  (spelling) => {
    const day = dayOf(spelling);
    const isShort = spelling.rules.inputType === 'number';
    return day ? (isShort ? [short, long] : [long, short]).map((form) => written(form, day)) : [];
  };

const birthMonth: Spell = (spelling) => {
  const day = dayOf(spelling);
  const digits = ofDay('MM', 'M')(spelling);
  return day && spelling.rules.control === 'select'
    ? [...monthNames(day.month, spelling.rules.language), ...digits]
    : digits;
};

export const personSpells = {
  name: ({ values: { identity } }) => known(...(identity ? fullNames(identity) : [])),
  'honorific-prefix': salutation,
  'given-name': ({ values }) => known(values.identity?.firstName),
  'additional-name': middle,
  'family-name': ({ values }) => known(values.identity?.lastName),
  nickname: ({ values }) => known(values.identity?.username),
  organization: ({ values }) => known(values.identity?.company),
  bday: birthday,
  'bday-day': ofDay('DD', 'D'),
  'bday-month': birthMonth,
  'bday-year': ofDay('YYYY', 'YY'),
} as const satisfies Partial<Record<FieldType, Spell>>;

/** A day in three fields, in the order of the page's language. */
export function birthdayPieces(spelling: Spelling): readonly (readonly string[])[] {
  const day = dayOf(spelling);
  if (!day) return [];
  const form = (formIn(spelling.rules.hint, true) ?? dayFormOf(spelling.rules.language)).match(/D+|M+|Y+/g) ?? [];
  return [form.map((one) => written(one, day))];
}
