import { isOfLogin } from '../../autofill/index.ts';
import type { Form, LoginFieldType, SeenForm, SendingKind, TypedField } from '../../autofill/index.ts';

/** What a login is typed into of a form; undefined for a form that is for something else. */
export function seenOf({ kind, fields }: Form): SeenForm | undefined {
  const typed = fields.flatMap(({ type, element }): TypedField[] =>
    isOfLogin(type) ? [{ type, value: element.value }] : [],
  );
  const sending = sendingKindOf(kind, typed);
  return sending && { kind: sending, fields: typed };
}

/** Whether somebody's name stands in a form. */
export function isNamed({ fields }: SeenForm): boolean {
  return fields.some(({ type, value }) => (type === 'username' || type === 'email') && value.trim() !== '');
}

/**
 * The names that a page has put into a form, for whoever keeps the password: shown and read-only, or hidden. Fields that never
 * are shown hold anything, and count where they say to be a name.
 */
export function nameIn({ fields }: Form): TypedField[] {
  return fields.flatMap(({ type, element }): TypedField[] => {
    const isName = type === 'username' || type === 'email';
    const isTold = element.type !== 'hidden' || /\busername$/i.test(element.getAttribute('autocomplete') ?? '');
    return isName && isTold && element.value !== '' ? [{ type, value: element.value }] : [];
  });
}

/** Whether a form asks for a password. */
export function hasPassword({ fields }: SeenForm): boolean {
  return fields.some(({ type }) => type.endsWith('password'));
}

/** What stands in a document: the kinds of its forms that ask for a password. */
export function kindsIn(forms: readonly Form[]): SendingKind[] {
  const seen = forms.flatMap((form) => seenOf(form) ?? []);
  return [...new Set(seen.filter(hasPassword).map(({ kind }) => kind))];
}

/** A step with a user name alone is of a login or a sign-up where the form is known as one. */
function sendingKindOf(kind: Form['kind'], typed: readonly TypedField[]): SendingKind | undefined {
  const has = (wanted: LoginFieldType): boolean => typed.some(({ type }) => type === wanted);
  if (has('new-password')) {
    return has('current-password') || kind === 'change-password' ? 'change-password' : 'sign-up';
  }
  if (has('current-password')) return 'login';
  if (kind === 'login' || kind === 'sign-up') return typed.length > 0 ? kind : undefined;
  return has('username') && kind === 'other' ? 'login' : undefined;
}
