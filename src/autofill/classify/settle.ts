import type { GroupEvidence } from './features.ts';
import type { Guess } from './guess.ts';
import type { FieldType, FormKind } from './types.ts';

const passwords: readonly FieldType[] = ['current-password', 'new-password'];
const identifiers: readonly FieldType[] = ['username', 'email', 'account-id'];
/** What a field that nobody named a user name may have been taken for, and be one all the same. */
const mistaken: readonly FieldType[] = [
  'unknown',
  'name',
  'tel',
  'cc-number',
  'given-name',
  'organization',
  'nickname',
];

/** Whoever types a password says who it is: where no field is for that, one that shows what is typed must be. */
export function withIdentifier(guesses: readonly Guess[]): readonly Guess[] {
  const first = guesses.findIndex(({ type }) => passwords.includes(type));
  if (first < 0 || guesses.some(({ type }) => identifiers.includes(type))) return guesses;
  const able = guesses.filter(isAble);
  const before = able.filter((one) => guesses.indexOf(one) < first);
  const [likeliest] = (before.length > 0 ? before : able).toSorted((one, two) => lead(two) - lead(one));
  return guesses.map((one) => (one === likeliest ? { ...one, type: 'username' } : one));
}

function isAble({ field, type }: Guess): boolean {
  return field.isLine && mistaken.includes(type) && !field.words.has('stop') && !field.words.has('search');
}

function lead({ score }: Guess): number {
  return Math.max(score('username'), score('email')) - score('unknown');
}

/** A customer's or company's number beside the user name of a login is no second user name. */
export function withAccount(guesses: readonly Guess[]): readonly Guess[] {
  const secrets = guesses.filter(({ type }) => passwords.includes(type));
  if (secrets.length !== 1 || secrets[0]?.type !== 'current-password') return guesses;
  const lines = guesses.filter((one) => one.field.isLine && (identifiers.includes(one.type) || isAble(one)));
  const [account, ...more] = lines.filter(({ field: { words } }) => words.has('company') || words.has('account'));
  const other = lines.find((one) => one !== account);
  if (lines.length !== 2 || !account || !other || more.length > 0) return guesses;
  return guesses.map((one) => {
    if (one === account) return { ...one, type: 'account-id' };
    return one === other && one.type !== 'email' ? { ...one, type: 'username' } : one;
  });
}

/** On a card stands a name, and where a form for one has no other field for it, its only name is that. */
export function withCardName(guesses: readonly Guess[]): readonly Guess[] {
  const has = (...types: FieldType[]): boolean => guesses.some(({ type }) => types.includes(type));
  const held = has('cc-number') && !has('cc-name') ? guesses.filter(isHolder) : [];
  if (held.length === 1) return guesses.map((one) => (one === held[0] ? { ...one, type: 'cc-name' } : one));
  const names = guesses.filter(({ type }) => type === 'name');
  if (!has('cc-number') || names.length !== 1 || has('cc-name', 'address-line1', 'street-address', 'email', 'tel'))
    return guesses;
  return guesses.map((one) => (one === names[0] ? { ...one, type: 'cc-name' } : one));
}

/** What is said to be its holder's may be many things, but not beside the number of a card. */
function isHolder({ field: { isLine, words }, type }: Guess): boolean {
  return type === 'unknown' && isLine && words.has('holder') && !words.has('csc') && !words.has('stop');
}

/** What a card and a sign-in both call a security code is that of a sign-in, where nothing else is of a card. */
export function withCode(guesses: readonly Guess[], { text, buttons }: GroupEvidence): readonly Guess[] {
  const isCard = guesses.some(({ type }) => type.startsWith('cc-') && type !== 'cc-csc');
  if (isCard || text.has('card') || buttons.has('pay')) return guesses;
  return guesses.map((one) =>
    one.type === 'cc-csc' && one.field.words.has('code') ? { ...one, type: 'one-time-code' } : one,
  );
}

/** Forms that nobody signs in with, whatever their fields are called. */
const foreign: readonly FormKind[] = ['search', 'newsletter', 'contact', 'identity', 'card'];

/** No user name is asked for where nobody signs in. */
export function withoutCredentials(guesses: readonly Guess[], kind: FormKind): readonly Guess[] {
  if (!foreign.includes(kind)) return guesses;
  return guesses.map((one) =>
    one.type === 'username' || one.type === 'account-id'
      ? { ...one, type: one.field.words.has('name') ? 'name' : 'unknown' }
      : one,
  );
}
