import type { FieldRules } from './rules.ts';

type Form = (text: string, rules: FieldRules) => boolean;

/** What browsers make an empty field of, or mark as wrong, in inputs of a type of their own. */
const forms: Readonly<Record<string, Form>> = {
  email: (text) => /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i.test(text),
  url: (text) => URL.canParse(text),
  number: (text, rules) => /^-?\d+(?:\.\d+)?$/.test(text) && isWithin(Number(text), rules, Number),
  date: (text, rules) => /^\d{4,}-\d\d-\d\d$/.test(text) && isWithin(text, rules, String),
  month: (text, rules) => /^\d{4,}-\d\d$/.test(text) && isWithin(text, rules, String),
};

/** Inputs that hold a `pattern` to be the form of a text. */
const patterned = new Set(['text', 'search', 'url', 'tel', 'email', 'password']);

/** Whether a field takes this text as it is, and holds it to be right: nothing of it is ever cut. */
export function fits(text: string, rules: FieldRules): boolean {
  if (rules.control === 'select' || !isWithinLength(text, rules)) return false;
  if (rules.control === 'lines') return true;
  if (/[\r\n]/.test(text)) return false;
  const form = forms[rules.inputType];
  return (form?.(text, rules) ?? true) && (!patterned.has(rules.inputType) || followsPattern(text, rules.pattern));
}

/** Counted as browsers do; of a text in several lines each break is one. */
function isWithinLength(text: string, { control, inputType, minLength, maxLength }: FieldRules): boolean {
  if (control === 'line' && !patterned.has(inputType)) return true;
  const { length } = control === 'lines' ? text.replace(/\r\n?/g, '\n') : text;
  return length >= minLength && (maxLength < 0 || length <= maxLength);
}

function followsPattern(text: string, pattern: string): boolean {
  if (pattern === '') return true;
  try {
    // As the HTML standard makes it; a pattern that is no expression is none.
    return new RegExp(`^(?:${pattern})$`, 'v').test(text);
  } catch {
    return true;
  }
}

function isWithin<Value extends string | number>(
  value: Value,
  { min, max }: FieldRules,
  read: (bound: string) => Value,
): boolean {
  return (min === '' || !(value < read(min))) && (max === '' || !(value > read(max)));
}
