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
  return (
    field.isLine && mistaken.includes(type) && !field.said.some(([said]) => said === 'unknown' || said === 'search')
  );
}

function lead({ score }: Guess): number {
  return Math.max(score('username'), score('email')) - score('unknown');
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
