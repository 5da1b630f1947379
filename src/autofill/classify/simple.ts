import type { FieldElement, Group } from '../find/index.ts';
import { isMasked } from '../find/index.ts';
import type { FieldType, Form, FormField, FormKind } from './types.ts';

const standard = new Set<string>([
  ...['username', 'email', 'current-password', 'new-password', 'one-time-code', 'name', 'honorific-prefix'],
  ...['given-name', 'additional-name', 'family-name', 'nickname', 'organization', 'street-address', 'address-line1'],
  ...['address-line2', 'address-line3', 'address-level2', 'address-level1', 'postal-code', 'country', 'tel'],
  ...['tel-country-code', 'tel-area-code', 'tel-local', 'bday', 'bday-day', 'bday-month', 'bday-year', 'cc-number'],
  ...['cc-name', 'cc-given-name', 'cc-family-name', 'cc-exp', 'cc-exp-month', 'cc-exp-year', 'cc-csc', 'cc-type'],
]);

/** Obvious names, the narrower ones first. */
const names: readonly (readonly [RegExp, FieldType])[] = [
  [/otp|one.?time|2fa|mfa|verification.?code|passcode/i, 'one-time-code'],
  [/cvv|cvc|csc|security.?code/i, 'cc-csc'],
  [/card.?(?:number|no\b|num)|cc.?num/i, 'cc-number'],
  [/expir|\bexp/i, 'cc-exp'],
  [/name.?on.?card|card.?holder|cc.?name/i, 'cc-name'],
  [/search|\bq\b|query/i, 'search'],
  [/e.?mail/i, 'email'],
  [/user.?(?:name|id)|login/i, 'username'],
  [/first.?name|given/i, 'given-name'],
  [/last.?name|surname|family/i, 'family-name'],
  [/full.?name/i, 'name'],
  [/phone|mobile|\btel/i, 'tel'],
  [/zip|postal|postcode/i, 'postal-code'],
  [/city|town/i, 'address-level2'],
  [/country/i, 'country'],
  [/state|province/i, 'address-level1'],
  [/address.?(?:line)?.?2/i, 'address-line2'],
  [/address|street/i, 'address-line1'],
];

/** What a group of fields is for. */
export function classify({ container, fields, pressed }: Group): Form {
  const passwords = fields.filter(isMasked);
  const isNew = passwords.length > 1 || passwords.some((field) => toldOf(field) === 'new-password');
  const typed = fields.map((element): FormField => ({ element, type: typeOf(element, isNew) }));
  return { kind: kindOf(typed, isNew), container, fields: typed, submits: pressed.filter(isSubmit) };
}

/** The last word of its `autocomplete`, as it is written: as a property Firefox leaves out words that it doesn't fill itself. */
function toldOf(element: FieldElement): string {
  return element.getAttribute('autocomplete')?.trim().toLowerCase().split(/\s+/).at(-1) ?? '';
}

function typeOf(element: FieldElement, isNew: boolean): FieldType {
  const told = toldOf(element);
  if (isMasked(element)) {
    if (told === 'new-password' || told === 'current-password') return told;
    return isNew ? 'new-password' : 'current-password';
  }
  if (told.endsWith('-password')) return 'unknown';
  if (standard.has(told)) return told as FieldType;
  if (element.type === 'email' || element.type === 'tel' || element.type === 'search') return element.type;
  const said = [element.name, element.id, element.getAttribute('placeholder'), element.ariaLabel].join(' ');
  return names.find(([pattern]) => pattern.test(said))?.[1] ?? 'unknown';
}

function kindOf(fields: readonly FormField[], isNew: boolean): FormKind {
  const has = (...types: FieldType[]): boolean => fields.some(({ type }) => types.includes(type));
  if (has('new-password') && has('current-password')) return 'change-password';
  if (has('new-password') || isNew) return 'sign-up';
  if (has('current-password')) return 'login';
  if (has('one-time-code')) return 'code';
  if (has('cc-number')) return 'card';
  if (has('search')) return 'search';
  if (has('address-line1', 'postal-code', 'given-name', 'family-name')) return 'identity';
  return fields.length === 1 && has('email') ? 'newsletter' : 'other';
}

function isSubmit(element: HTMLElement): boolean {
  const { type } = element as HTMLButtonElement | HTMLInputElement;
  return type === 'submit' || type === 'image';
}
