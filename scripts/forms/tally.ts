import type { FieldType } from '../../src/autofill/index.ts';
import type { CorpusPage } from './corpus.ts';
import type { Answered, AnsweredPage } from './in-page.ts';

interface Count {
  fields: number;
  right: number;
}

/** What `npm run score:forms` prints of a folder of labelled forms. */
export interface LabelledScore extends Count {
  readonly hand: Count;
  /** User names, e-mail addresses, passwords and codes of the pages that were labelled by hand. */
  readonly login: Count;
  readonly generated: Count;
  readonly generatedLogin: Count;
  /** By the corpus's label: how often another type was said. */
  readonly wrong: Record<string, number>;
  readonly submitMissed: number;
  readonly submitFalse: number;
  readonly passwordMisplaced: number;
  readonly credentialMisplaced: number;
}

/** What it prints of a folder of whole pages: user names, e-mail addresses and passwords of logins and registrations. */
export interface WholeScore extends Count {
  readonly login: Count;
  readonly registration: Count;
  readonly wrong: Record<string, number>;
  /** Forms for searches, newsletters and contact. */
  readonly others: number;
  readonly passwordMisplaced: number;
  /** Fields of those that would get a credential. */
  readonly credentialMisplaced: number;
}

/** A page with what we said of it. */
export type Pair = readonly [page: CorpusPage, answered: AnsweredPage];

const identifier: readonly FieldType[] = ['username', 'email', 'account-id'];
const password: readonly FieldType[] = ['current-password', 'new-password'];

/** label → types that mean the same. */
const meanings: Readonly<Record<string, readonly FieldType[]>> = {
  username: identifier,
  emailAddress: identifier,
  'username OR emailAddress': identifier,
  password,
  'password.new': ['new-password'],
  'password.current': ['current-password'],
  totp: ['one-time-code'],
  fullName: ['name'],
  firstName: ['given-name', 'cc-given-name'],
  middleName: ['additional-name'],
  lastName: ['family-name', 'cc-family-name'],
  phone: ['tel', 'tel-local', 'tel-area-code', 'tel-country-code'],
  addressStreet: ['street-address', 'address-line1'],
  addressStreet2: ['address-line2', 'house-number'],
  addressCity: ['address-level2'],
  addressProvince: ['address-level1'],
  addressPostalCode: ['postal-code'],
  addressCountryCode: ['country'],
  birthday: ['bday'],
  birthdayDay: ['bday-day'],
  birthdayMonth: ['bday-month'],
  birthdayYear: ['bday-year'],
  cardName: ['cc-name'],
  cardNumber: ['cc-number'],
  cardSecurityCode: ['cc-csc'],
  expiration: ['cc-exp'],
  expirationMonth: ['cc-exp-month'],
  expirationYear: ['cc-exp-year'],
};

const nothing: readonly FieldType[] = ['unknown', 'search'];
const loginLabels = /^(?:username|emailAddress|password|totp)/;
const secrets: readonly FieldType[] = ['username', ...password, 'one-time-code', 'account-id'];
const loginKinds: readonly (string | undefined)[] = ['login', 'sign-up', 'change-password', 'code'];

/** Whether we would do with the field what its label says; `unknown` is right where nothing would be filled. */
export function isRight({ label, type, isShown }: Answered): boolean {
  if (label === 'unknown') return !isShown || nothing.includes(type);
  return meanings[label]?.includes(type) === true;
}

function count(fields: readonly Answered[]): Count {
  return { fields: fields.length, right: fields.filter(isRight).length };
}

function wrongOf(fields: readonly Answered[], right: (field: Answered) => boolean): Record<string, number> {
  const groups = Map.groupBy(
    fields.filter((field) => !right(field)),
    ({ label }) => label,
  );
  return Object.fromEntries([...groups].map(([label, all]) => [label, all.length]));
}

function sum(pairs: readonly Pair[], of: (answered: AnsweredPage) => number): number {
  return pairs.reduce((total, [, answered]) => total + of(answered), 0);
}

export function scoreLabelled(pairs: readonly Pair[]): LabelledScore {
  const isGenerated = ([page]: Pair): boolean => page.sort === 'labelled' && page.isGenerated;
  const byHand = pairs.filter((pair) => !isGenerated(pair));
  const hand = byHand.flatMap(([, { fields }]) => fields);
  const generated = pairs.filter(isGenerated).flatMap(([, { fields }]) => fields);
  const isLogin = ({ label }: Answered): boolean => loginLabels.test(label);
  return {
    ...count([...hand, ...generated]),
    hand: count(hand),
    login: count(hand.filter(isLogin)),
    generated: count(generated),
    generatedLogin: count(generated.filter(isLogin)),
    wrong: wrongOf([...hand, ...generated], isRight),
    submitMissed: sum(byHand, ({ submitMissed }) => submitMissed),
    submitFalse: sum(byHand, ({ submitFalse }) => submitFalse),
    passwordMisplaced: sum(pairs, ({ passwordMisplaced }) => passwordMisplaced),
    credentialMisplaced: sum(pairs, ({ fields }) => misplacedIn(fields)),
  };
}

/** On a page without a field for user names, passwords or codes: fields that would get one. */
function misplacedIn(fields: readonly Answered[]): number {
  if (fields.some(({ label }) => /^(?:username|password|totp)/.test(label))) return 0;
  return fields.filter(({ type, isShown }) => isShown && secrets.includes(type)).length;
}

/** Letters of the whole pages. */
const wholeMeanings: Readonly<Record<string, readonly FieldType[]>> = {
  ...{ us: identifier, ue: identifier, e1: identifier, e2: identifier },
  ...{ p1: password, p2: password },
};
const logins = ['l', 'r'];
const otherForms = ['s', 'm', 'c'];

export function isRightInWhole({ label, type }: Answered): boolean {
  return wholeMeanings[label]?.includes(type) === true;
}

export function scoreWhole(pairs: readonly Pair[]): WholeScore {
  const all = pairs.flatMap(([, { fields }]) => fields);
  const known = all.filter(isScoredInWhole);
  const within = (letter: string): Count => {
    const fields = known.filter(({ formLabel }) => formLabel === letter);
    return { fields: fields.length, right: fields.filter(isRightInWhole).length };
  };
  const forms = pairs.flatMap(([page]) => (page.sort === 'whole' ? page.forms : []));
  return {
    fields: known.length,
    right: known.filter(isRightInWhole).length,
    login: within('l'),
    registration: within('r'),
    wrong: wrongOf(known, isRightInWhole),
    others: forms.filter(({ kind }) => otherForms.includes(kind)).length,
    passwordMisplaced: sum(pairs, ({ passwordMisplaced }) => passwordMisplaced),
    credentialMisplaced: all.filter(isMisplacedInWhole).length,
  };
}

/** Whether a field of a whole page counts: one of a login or a registration, for what a person signs in with. */
export function isScoredInWhole({ label, formLabel }: Answered): boolean {
  return label in wholeMeanings && logins.includes(formLabel ?? '');
}

/** Whether a credential would come where none belongs. An e-mail address is one in what we take for a login. */
export function isMisplacedInWhole({ type, kind, isShown, formLabel }: Answered): boolean {
  if (!otherForms.includes(formLabel ?? '') || !isShown) return false;
  return secrets.includes(type) || (type === 'email' && loginKinds.includes(kind));
}
