import type { FieldElement } from '../find/index.ts';
import { isShown } from '../find/index.ts';
import { kin, types } from './model.ts';
import { typeSaid } from './rules.ts';
import type { FieldTexts } from './texts.ts';
import type { Evidence, FieldType } from './types.ts';
import type { Word } from './words.ts';
import { isVeiled } from './veil.ts';
import { wordsIn } from './words.ts';
import type { Written, WrittenField } from './written.ts';

/** What the choices of a select look like: `?dates` are months of years, as a card has one. */
export type Looks =
  `?${'expiry' | 'years' | 'dates' | 'dial' | 'months' | 'days' | 'countries' | 'states' | 'few' | 'some'}`;

export interface FieldEvidence extends Evidence {
  readonly element: FieldElement;
  /** It hides what is typed, or would if nobody had had it shown. */
  readonly isMasked: boolean;
  /** A field of one line that shows what is typed. */
  readonly isLine: boolean;
  readonly words: ReadonlySet<Word>;
  /** What the choices of a select look like. */
  readonly looks: Looks | undefined;
  /** Its `autocomplete` says so, whatever can be read at it: an e-mail address may be one. */
  readonly isToldUserName: boolean;
}

export interface GroupEvidence {
  readonly fields: readonly FieldEvidence[];
  /** What its own attributes, its buttons, and everything in it speak of. */
  readonly attributes: ReadonlySet<Word>;
  readonly buttons: ReadonlySet<Word>;
  readonly text: ReadonlySet<Word>;
}

/** How much counts what is said where. */
const trust = {
  name: 2.8,
  id: 1.6,
  /** Where there is no name beside it. */
  idAlone: 2.8,
  label: 4.4,
  placeholder: 3.6,
  near: 4,
  told: 8,
  /** Pages tell browsers of a new password so that they don't fill it in. */
  toldPassword: 2.5,
  /** What the choices of a select look like, and what it is called: that is seldom chance. */
  choices: 3,
  chosen: 5,
  /** A user name by that very word. */
  outright: 2,
  email: 4,
  tel: 1.4,
  search: 6,
  lines: 4,
};

/** Buttons that say what a form is for are among its first ones. */
const sayingButtons = 20;

export function evidenceOf(written: Written): GroupEvidence {
  const own = written.fields.map((field) => ownOf(field, isVeiled(field, written)));
  const attributes = new Set(wordsIn(written.names));
  const text = new Set(wordsIn(written.text));
  const buttons = new Set(written.buttons.slice(0, sayingButtons).flatMap((button) => wordsIn(button.text)));
  const whole = wholeNames(own, attributes, buttons);
  const wholeText = [...text].filter((word) => telling.has(word)).map((word) => `ft${word}`);
  return {
    fields: own.map((one, at) => ({
      ...one,
      names: [...one.names, ...placeNames(own, at), ...whole, ...(one.isMasked ? wholeText : [])],
    })),
    attributes,
    buttons,
    text,
  };
}

/** The type that the last word of its `autocomplete` names: as a property Firefox leaves out words that it doesn't fill itself. */
function toldBy(element: FieldElement, hidden: boolean): FieldType | 'off' | 'other' | undefined {
  const told = element.getAttribute('autocomplete')?.trim().toLowerCase().split(/\s+/).at(-1);
  if (told === undefined || told === '') return undefined;
  if (told === 'off') return 'off';
  const type = same[told] ?? told;
  return standard.has(type) && (hidden || !type.endsWith('-password')) ? (type as FieldType) : 'other';
}

const same: Readonly<Record<string, string>> = {
  'tel-national': 'tel',
  'country-name': 'country',
};

/** Names that `autocomplete` may have: every type but those that no standard knows. */
const standard = new Set<string>([...types.line, ...types.masked, ...Object.keys(kin)]);
for (const ours of ['unknown', 'search', 'account-id', 'house-number']) standard.delete(ours);

function ownOf({ element, texts }: WrittenField, hidden: boolean): FieldEvidence {
  const told = toldBy(element, hidden);
  const looks = element.localName === 'select' ? choicesOf(element as HTMLSelectElement) : undefined;
  const { words, said } = saidAt(texts, hidden, looks);
  if (told && told !== 'off' && told !== 'other') said.push([told, hidden ? trust.toldPassword : trust.told]);
  if (element.type === 'email' || element.type === 'tel' || element.type === 'search') {
    said.push([element.type, trust[element.type]]);
  }
  if (element.localName === 'textarea') said.push(['unknown', trust.lines]);
  const chosen = looks && chosenAs[looks];
  if (chosen) said.push([chosen, trust.choices]);
  const names = [
    ...[...new Set(said.map(([type]) => type))].map((type) => `r${type}`),
    ...[...words].map((word) => `a${word}`),
    ...controlNames(element),
    ...(looks ? [looks] : []),
    ...(told ? [`+${told}`] : []),
  ];
  const isLine = !hidden && element.localName === 'input' && /^(?:text|email|tel|number)$/.test(element.type);
  return { element, isMasked: hidden, isLine, words, looks, said, names, isToldUserName: told === 'username' };
}

/** What is written at a field, and what that says it is for. */
function saidAt(
  texts: FieldTexts,
  hidden: boolean,
  looks: Looks | undefined,
): { words: Set<Word>; said: [FieldType, number][] } {
  const isLabelled = /\p{L}/u.test(texts.label + texts.placeholder);
  const words = new Set<Word>();
  const said: [FieldType, number][] = [];
  for (const source of ['name', 'id', 'label', 'placeholder', 'near'] as const) {
    if (source === 'near' && isLabelled) continue;
    const found = new Set(wordsIn(texts[source]));
    for (const word of found) words.add(word);
    const type = partOf(typeSaid(found, hidden), looks);
    const by = source === 'id' && texts.name === '' ? 'idAlone' : looks && source === 'name' ? 'chosen' : source;
    const weight = trust[by];
    if (type) said.push([type, found.has('nick') ? weight + trust.outright : weight]);
  }
  return { words, said };
}

/** Nobody chooses a whole date: of a select that speaks of one its choices say which part they are. */
function partOf(type: FieldType | undefined, looks: Looks | undefined): FieldType | undefined {
  if (looks === undefined || looks === '?dates' || (type !== 'bday' && type !== 'cc-exp')) return type;
  if (looks === '?months') return `${type}-month`;
  if (looks === '?years' || looks === '?expiry') return `${type}-year`;
  return looks === '?days' && type === 'bday' ? 'bday-day' : undefined;
}

function controlNames(element: FieldElement): string[] {
  const { localName } = element;
  const most = Number(element.getAttribute('maxlength') ?? 0);
  const example = element.getAttribute('placeholder') ?? '';
  return [
    `=${localName === 'input' ? element.type : localName}`,
    ...(most > 19 ? ['#20'] : []),
    ...(isShown(element) ? [] : ['!hidden']),
    ...(element.getAttribute('tabindex') === '-1' ? ['!skipped'] : []),
    ...(example.includes('@') ? ['!at'] : []),
    ...(/\d{4}[ -]?\d{4}|(?:[•xX*]{4}[ -]?){3}/.test(example) ? ['!digits'] : []),
    ...(/\(\d{3}\)|\+\d|555/.test(example) ? ['!call'] : []),
  ];
}

const chosenAs: Readonly<Partial<Record<Looks, FieldType>>> = {
  '?expiry': 'cc-exp-year',
  '?dates': 'cc-exp',
  '?years': 'bday-year',
  '?days': 'bday-day',
  '?dial': 'tel-country-code',
  '?countries': 'country',
  '?states': 'address-level1',
};

/** What the choices of a select look like. */
function choicesOf({ options }: HTMLSelectElement): Looks {
  const texts = [...options].slice(0, 60).map(({ text }) => text.trim());
  const count = options.length;
  const years = texts.map(Number).filter((number) => number > 1_900 && number < 2_100);
  if (years.length > 4) return (years[1] ?? 0) >= (years[0] ?? 0) && (years[0] ?? 0) > 2_010 ? '?expiry' : '?years';
  // A first one may say what is asked for.
  const most = (form: RegExp): boolean =>
    count > 2 && texts.filter((text) => form.test(text)).length >= texts.length - 1;
  if (most(/\+\d/)) return '?dial';
  if (most(/^\d\d?\s?[/.-]\s?(?:20)?\d\d$/)) return '?dates';
  if (count >= 12 && count <= 14) return '?months';
  if (count >= 31 && count <= 32) return '?days';
  if (count > 150) return '?countries';
  if (count > 48 && count < 75) return '?states';
  return count < 7 ? '?few' : '?some';
}

/** Where a field stands among the others. */
function placeNames(all: readonly FieldEvidence[], at: number): string[] {
  const one = all[at];
  if (!one) return [];
  return one.isMasked ? rank(all, one) : lineNames(all, at);
}

function rank(all: readonly FieldEvidence[], one: FieldEvidence): string[] {
  const masked = all.filter((other) => other.isMasked);
  return [`@${String(Math.min(masked.indexOf(one), 3))}of${String(Math.min(masked.length, 4))}`];
}

function lineNames(all: readonly FieldEvidence[], at: number): string[] {
  const lines = all.filter(({ isLine }) => isLine);
  const masked = all.filter((other) => other.isMasked).length;
  const first = all.findIndex((other) => other.isMasked);
  if (all[at]?.isLine !== true) return [];
  return [
    ...(at < first && all.slice(at + 1, first).every(({ isLine }) => !isLine) ? ['@before'] : []),
    ...(first >= 0 && at > first ? ['@after'] : []),
    ...(lines.length === 1 && masked < 2 ? [`@only${String(masked)}`] : []),
    ...(lines[0] === all[at] ? ['@first'] : []),
  ];
}

/** Words of a form as a whole that tell what it is for. */
const telling = new Set<Word>([
  ...(['login', 'signup', 'search', 'write', 'pay', 'forgot', 'fresh', 'pass', 'terms', 'send'] as const),
]);

function wholeNames(
  own: readonly FieldEvidence[],
  attributes: ReadonlySet<Word>,
  buttons: ReadonlySet<Word>,
): string[] {
  const count = (is: (field: FieldEvidence) => boolean): number => own.filter(is).length;
  const has = (name: string, is: (field: FieldEvidence) => boolean): string[] => (own.some(is) ? [`f+${name}`] : []);
  const says = (type: FieldType) => (field: FieldEvidence) => field.said.some(([one]) => one === type);
  const lines = count(({ isLine }) => isLine);
  return [
    ...[...attributes].filter((word) => telling.has(word)).map((word) => `fa${word}`),
    ...[...buttons].filter((word) => telling.has(word)).map((word) => `fb${word}`),
    `fm${String(
      Math.min(
        count((field) => field.isMasked),
        4,
      ),
    )}`,
    `fl${String(lines > 3 ? (lines > 7 ? 8 : 4) : lines)}`,
    ...has('new', says('new-password')),
    ...has('names', says('family-name')),
    ...has('zip', says('postal-code')),
  ];
}
