import type { LoginFieldType } from '../classify/index.ts';

export interface TypedField {
  readonly type: LoginFieldType;
  readonly value: string;
}

/** What a form with a login in it is for. */
export type SendingKind = 'login' | 'sign-up' | 'change-password';

/** A form as it was when it was looked at. */
export interface SeenForm {
  readonly kind: SendingKind;
  readonly fields: readonly TypedField[];
}

/** What was sent with a form; '' for what wasn't in it. */
export interface SentLogin {
  readonly kind: SendingKind;
  readonly username: string;
  readonly accountId: string;
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** No person types more than this into a field of a login, in UTF-16 units. */
const MOST_TYPED = 1_000;

/**
 * What sending this form sends; undefined where there is no password in it, or a new one that differs from its repetition,
 * which no site takes. `named`: the user name that was sent with a step before this one.
 */
export function sentOf({ kind, fields }: SeenForm, named: string): SentLogin | undefined {
  const valuesOf = (type: LoginFieldType): string[] =>
    fields.filter((field) => field.type === type && field.value !== '').map(({ value }) => value);
  const [currentPassword = ''] = valuesOf('current-password');
  const [newPassword = '', ...repeated] = valuesOf('new-password');
  if (currentPassword === '' && newPassword === '') return undefined;
  if (repeated.some((value) => value !== newPassword)) return undefined;
  if (fields.some(({ value }) => value.length > MOST_TYPED)) return undefined;
  return {
    kind: kindOf(kind, currentPassword, newPassword),
    username: usernameIn(fields) || named,
    accountId: valuesOf('account-id')[0] ?? '',
    currentPassword,
    newPassword,
  };
}

/** The user name that stands in a form; '' where there is none. */
export function usernameIn(fields: readonly TypedField[]): string {
  const valueOf = (wanted: LoginFieldType): string =>
    fields.find(({ type, value }) => type === wanted && value.trim() !== '')?.value.trim() ?? '';
  return (valueOf('username') || valueOf('email')).slice(0, MOST_TYPED);
}

/** What was typed decides; a new password alone is of a sign-up, unless the form says otherwise (a reset by a link). */
function kindOf(said: SendingKind, currentPassword: string, newPassword: string): SendingKind {
  if (newPassword === '') return 'login';
  return currentPassword === '' && said !== 'change-password' ? 'sign-up' : 'change-password';
}
