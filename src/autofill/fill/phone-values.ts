import type { FieldType } from '../classify/index.ts';
import { countriesCalled, countryNames, countryOf } from './countries.ts';
import { international, national, readPhone, type Phone } from './phones.ts';
import type { Spell, Spelling } from './spelling.ts';
import { known } from './spelling.ts';

function phoneOf({ values: { identity }, rules }: Spelling): Phone | undefined {
  return identity && readPhone(identity.phone, countryOf(identity.country, rules.language));
}

/** 4155552671 as (415) 555-2671 and its like, which only countries with this plan have. */
function american({ code, rest }: Phone): string[] {
  const [, area, middle, line] = /^(\d{3})(\d{3})(\d{4})$/.exec(code === '1' || code === '' ? rest : '') ?? [];
  if (area === undefined || middle === undefined || line === undefined) return [];
  return [
    `${area}-${middle}-${line}`,
    `(${area}) ${middle}-${line}`,
    `${area} ${middle} ${line}`,
    `${area}.${middle}.${line}`,
  ];
}

const tel: Spell = (spelling) => {
  const { values, rules, beside } = spelling;
  const phone = phoneOf(spelling);
  if (!phone) return known(values.identity?.phone);
  const within = [national(phone), phone.rest];
  if (beside.has('tel-country-code')) return [...within.toReversed(), ...american(phone)];
  const abroad = known(international(phone));
  const other = [values.identity?.phone ?? '', ...american(phone), ...abroad.map((one) => one.replace('+', '00'))];
  const isAbroad = /\+\s?\d/.test(rules.hint) || rules.pattern.startsWith('\\+');
  const isWithin = /^\D*\(?[02-9x#_]/i.test(/[\d(+x#_][\d\s()x#_-]{6,}/i.exec(rules.hint)?.[0] ?? '');
  const isKnownAbroad = values.identity?.phone.trim().startsWith('+') ?? false;
  const first = isAbroad || (isKnownAbroad && !isWithin) ? [...abroad, ...within] : [...within, ...abroad];
  return [...first, ...other, ...abroad.map((one) => one.slice(1))];
};

const countryCode: Spell = (spelling) => {
  const phone = phoneOf(spelling);
  if (!phone?.code) return [];
  const { rules, values } = spelling;
  const codes = [`+${phone.code}`, phone.code, `00${phone.code}`];
  if (rules.control !== 'select') return codes;
  const home = countryOf(values.identity?.country ?? '', rules.language);
  const called = countriesCalled(phone.code);
  // Several countries may have one code: the own one, or the largest of them.
  const likely =
    home !== undefined && called.includes(home)
      ? home
      : ({ 1: 'US', 7: 'RU', 44: 'GB', 39: 'IT', 61: 'AU' }[phone.code] ?? called[0]);
  return likely === undefined ? codes : [...countryNames(likely, rules.language), likely, ...codes];
};

const areaCode: Spell = (spelling) => {
  const phone = phoneOf(spelling);
  if (!phone?.area) return [];
  const dialled = phone.code === '1' ? phone.area : phone.trunk + phone.area;
  return spelling.beside.has('tel-country-code') ? [phone.area, dialled] : [dialled, phone.area];
};

const local: Spell = (spelling) => {
  const phone = phoneOf(spelling);
  if (!phone) return [];
  if (spelling.beside.has('tel-area-code')) return phone.area === '' ? [] : [phone.rest.slice(phone.area.length)];
  return spelling.beside.has('tel-country-code') ? [phone.rest, national(phone)] : [national(phone), phone.rest];
};

export const phoneSpells = {
  tel,
  'tel-country-code': countryCode,
  'tel-area-code': areaCode,
  'tel-local': local,
} as const satisfies Partial<Record<FieldType, Spell>>;

/** A number in several fields, where its plan says how it is parted. */
export function phonePieces(spelling: Spelling, isLocal: boolean): readonly (readonly string[])[] {
  const phone = phoneOf(spelling);
  if (!phone) return [];
  const { area, code } = phone;
  const rest = phone.rest.slice(isLocal && spelling.beside.has('tel-area-code') ? area.length : 0);
  const plan = code === '1' || code === '' ? /^(\d{3})?(\d{3})(\d{4})$/.exec(rest) : null;
  const behind = rest.slice(area.length);
  return [
    plan ? plan.slice(1).filter(Boolean) : [],
    area === '' || isLocal ? [] : [area, behind],
    area === '' || isLocal ? [] : [phone.trunk + area, behind],
  ];
}
