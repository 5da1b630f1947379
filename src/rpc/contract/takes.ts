import type { FieldType, FormKind } from '../../autofill/index.ts';

/** Kinds of what is filled into pages: items, and a new password that was made for a page. */
export type FillKind = 'login' | 'card' | 'identity' | 'password';

/** No credential ever goes into a form for searching, subscribing, writing to somebody, or signing up. */
const ofCredentials = new Set<FormKind>(['login', 'change-password', 'code']);
const ofLogin = new Set<FieldType>(['username', 'email', 'current-password', 'account-id', 'one-time-code']);
/** Where a person chooses a password. */
const ofNewPassword = new Set<FormKind>(['sign-up', 'change-password']);
/** What an identity has nothing for. */
const notOfIdentity = new Set<FieldType>([
  ...(['account-id', 'current-password', 'new-password', 'one-time-code', 'search', 'unknown'] as const),
]);

/** Whether it has anything for a field of a form. The page chooses its form by it, and the background gives by it. */
export function takes(form: FormKind, type: FieldType, kind: FillKind): boolean {
  // A form that is nothing else, and asks for a user name by that name, is the first step of a login.
  if (kind === 'login' && form === 'other') return type === 'username' || type === 'account-id';
  if (kind === 'login') return ofCredentials.has(form) && ofLogin.has(type);
  if (kind === 'password') return type === 'new-password' && ofNewPassword.has(form);
  const isOfCard = type.startsWith('cc-');
  if (kind === 'card') return isOfCard;
  return !isOfCard && !notOfIdentity.has(type) && form !== 'search' && form !== 'login';
}
