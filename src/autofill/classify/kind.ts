import type { Guess } from './guess.ts';
import type { GroupEvidence } from './features.ts';
import type { FieldType, FormKind } from './types.ts';
import type { Word } from './words.ts';

const people: readonly FieldType[] = [
  ...([
    'name',
    'given-name',
    'family-name',
    'address-line1',
    'street-address',
    'address-level2',
    'postal-code',
  ] as const),
  ...(['tel', 'country', 'bday'] as const),
];

/** What a form is there for: its fields say so, or else its name, its buttons and what can be read in it. */
export function kindOf(guesses: readonly Guess[], evidence: GroupEvidence): FormKind {
  const has = (...types: FieldType[]): boolean => guesses.some(({ type }) => types.includes(type));
  if (has('new-password')) return has('current-password') ? 'change-password' : 'sign-up';
  if (has('current-password')) return 'login';
  if (has('one-time-code')) return 'code';
  if (has('cc-number', 'cc-csc')) return 'card';
  return kindWithoutSecret(guesses, evidence, has);
}

function kindWithoutSecret(
  guesses: readonly Guess[],
  { attributes, buttons, text }: GroupEvidence,
  has: (...types: FieldType[]) => boolean,
): FormKind {
  const named = (word: Word): boolean => attributes.has(word) || buttons.has(word);
  const lines = guesses.filter(({ field }) => field.isLine).length;
  if (attributes.has('signup') && has('username')) return 'sign-up';
  if (guesses.some(({ field }) => field.element.localName === 'textarea')) return 'contact';
  if (lines < 3 && (has('search') || (named('search') && !named('login')))) return 'search';
  if (guesses.filter(({ type }) => people.includes(type)).length > 1) return 'identity';
  if (!has('email', 'username', 'account-id', 'tel')) return has(...people) ? 'identity' : 'other';
  if (named('news') || (text.has('news') && !named('login'))) return 'newsletter';
  if (named('login') || has('account-id', 'username')) return lines < 3 ? 'login' : 'other';
  if (named('signup') && text.has('login')) return 'sign-up';
  if (!has('email')) return 'other';
  if (lines < 3 && (text.has('login') || text.has('forgot') || (buttons.has('next') && !text.has('write'))))
    return 'login';
  return lines < 3 ? 'newsletter' : 'other';
}
