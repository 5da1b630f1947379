import { describe, expect, it } from 'vitest';
import type { FieldType, Form, FormKind } from '../../../src/autofill/index.ts';
import { kindsIn, nameIn, seenOf } from '../../../src/content/saving/seen.ts';

/** A form as a survey tells it, without a document. */
function form(kind: FormKind, fields: Readonly<Partial<Record<FieldType, string>>>): Form {
  const all = Object.entries(fields).map(([type, value]) => ({ type: type as FieldType, element: { value } }));
  return { kind, container: {}, fields: all, submits: [], senders: [] } as unknown as Form;
}

describe('what of a form is a login', () => {
  it.each([
    ['a login', form('login', { username: 'mira', 'current-password': 'x' }), 'login', 2],
    ['one that is not known as such', form('other', { email: 'mira', 'current-password': 'x' }), 'login', 2],
    ['a sign-up', form('sign-up', { email: 'mira', 'new-password': 'x' }), 'sign-up', 2],
    ['a change', form('sign-up', { 'current-password': 'x', 'new-password': 'y' }), 'change-password', 2],
    ['a reset', form('change-password', { 'new-password': 'y' }), 'change-password', 1],
    ['a first step', form('login', { email: 'mira' }), 'login', 1],
    ['a first step that says so itself', form('other', { username: 'mira' }), 'login', 1],
  ] as const)('%s', (_, one, kind, fields) => {
    expect(seenOf(one)).toMatchObject({ kind });
    expect(seenOf(one)?.fields).toHaveLength(fields);
  });

  it.each([
    ['a newsletter', form('newsletter', { email: 'mira@example.org' })],
    ['a search', form('search', { search: 'x', username: 'y' })],
    ['a code', form('code', { 'one-time-code': '123456' })],
    ['a card', form('card', { 'cc-number': '4111', 'cc-csc': '123' })],
    ['an address', form('identity', { email: 'mira@example.org', 'postal-code': '1' })],
    ['a letter to somebody', form('contact', { email: 'mira@example.org' })],
  ] as const)('is nothing of %s', (_, one) => {
    expect(seenOf(one)).toBeUndefined();
  });

  it('never has a code, a card or an address in it', () => {
    const seen = seenOf(
      form('login', {
        username: 'mira',
        'current-password': 'x',
        'one-time-code': '123456',
        'cc-csc': '123',
        tel: '1',
      }),
    );
    expect(seen?.fields.map(({ type }) => type)).toEqual(['username', 'current-password']);
  });

  it('is of a kind only where a password is asked for', () => {
    const forms = [
      form('login', { username: 'mira' }),
      form('sign-up', { 'new-password': '' }),
      form('sign-up', { 'new-password': '' }),
      form('code', { 'one-time-code': '' }),
    ];
    expect(kindsIn(forms)).toEqual(['sign-up']);
  });
});

describe('the name that a page has put into a form', () => {
  const field = (type: FieldType, value: string, inputType: string, told?: string) => ({
    type,
    element: { value, type: inputType, getAttribute: () => told ?? null },
  });
  const named = (...fields: ReturnType<typeof field>[]): string[] =>
    nameIn({ fields } as unknown as Form).map(({ value }) => value);

  it('counts where it is shown, or would be', () => {
    expect(named(field('email', 'mira@example.org', 'email'), field('current-password', 'x', 'password'))).toEqual([
      'mira@example.org',
    ]);
    expect(named(field('username', '', 'text'), field('tel', '1', 'tel'))).toEqual([]);
  });

  it('counts in a field that never is shown where that says so', () => {
    expect(named(field('username', 'mira', 'hidden', 'section-a username'))).toEqual(['mira']);
    expect(named(field('username', 'user-4711', 'hidden'))).toEqual([]);
  });
});
