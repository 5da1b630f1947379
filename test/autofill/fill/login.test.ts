import { describe, expect, it } from 'vitest';
import { alone, identity, login, parts, planned } from './planned.ts';

describe('a login', () => {
  it('has three parts, and a new password only where one was made', () => {
    expect(planned([['account-id'], ['username'], ['current-password']], { login })).toEqual([
      ...['4711', 'mira@example.org', 'pass word'],
    ]);
    const change = planned([['current-password'], ['new-password'], ['new-password']], { login });
    expect(change).toEqual(['pass word', undefined, undefined]);
    const made = planned([['current-password'], ['new-password'], ['new-password']], {
      login: { ...login, newPassword: 'made' },
    });
    expect(made).toEqual(['pass word', 'made', 'made']);
  });

  it('gives its user name where an address is asked for, and only an address where both are', () => {
    const named = { ...login, username: 'mira' };
    expect(planned([['email'], ['current-password']], { login: named })).toEqual(['mira', 'pass word']);
    expect(planned([['username'], ['email']], { login: named })).toEqual(['mira', undefined]);
    expect(planned([['username'], ['email']], { login: named, identity })).toEqual(['mira', 'mira@example.org']);
    expect(planned([['username'], ['email']], { login })).toEqual(['mira@example.org', 'mira@example.org']);
    expect(alone('email', { inputType: 'email' }, { login: named })).toBe('unfit');
  });

  it('leaves alone what it knows nothing of', () => {
    expect(planned([['search'], ['unknown'], ['one-time-code'], ['cc-number']], { login })).toEqual([
      ...[undefined, undefined, undefined, undefined],
    ]);
    expect(alone('account-id', {}, { login: { ...login, accountId: '' } })).toBeUndefined();
  });

  it.each([
    ['a password that is too long', 'current-password', { inputType: 'password', maxLength: 8 }],
    ['a password that is too short', 'current-password', { inputType: 'password', minLength: 10 }],
    ['a password with other signs', 'current-password', { inputType: 'password', pattern: '[a-z]+' }],
  ] as const)('never cuts %s', (_, type, said) => {
    expect(alone(type, said, { login })).toBe('unfit');
    expect(alone(type, { inputType: 'password' }, { login })).toBe('pass word');
  });

  it.each([
    ['a break', 'one\ntwo', 'unfit'],
    ['a return', 'one\rtwo', 'unfit'],
    ['NUL', 'a\0b', 'a\0b'],
    ['what turns the direction', '\u202ea\u2066b', '\u202ea\u2066b'],
    ['emoji', '👩🏽‍🚀🔑', '👩🏽‍🚀🔑'],
    ['spaces around', ' a ', ' a '],
  ])('with %s in its password', (_, password, text) => {
    expect(alone('current-password', { inputType: 'password' }, { login: { ...login, password } })).toBe(text);
  });

  it('with an address of other letters goes where only ASCII does', () => {
    const foreign = { ...login, username: 'mira@bücher.example' };
    expect(alone('email', { inputType: 'email' }, { login: foreign })).toBe('mira@xn--bcher-kva.example');
    expect(alone('email', {}, { login: foreign })).toBe('mira@bücher.example');
  });
});

describe('a code', () => {
  const values = { login: { ...login, code: '012345' } };
  it('whole, a digit a box, and in halves', () => {
    expect(alone('one-time-code', { maxLength: 6 }, values)).toBe('012345');
    expect(planned(parts('one-time-code', [1, 1, 1, 1, 1, 1]), values)).toEqual(Array.from('012345'));
    expect(planned(parts('one-time-code', [-1, -1, -1, -1, -1, -1]), values)).toEqual(Array.from('012345'));
    expect(planned(parts('one-time-code', [3, 3]), values)).toEqual(['012', '345']);
  });

  it('is never cut, and never put whole into one box of several', () => {
    expect(planned(parts('one-time-code', [1, 1, 1, 1]), values)).toEqual(['unfit', 'unfit', 'unfit', 'unfit']);
    expect(
      planned(
        parts(
          'one-time-code',
          Array.from({ length: 8 }, () => 1),
        ),
        values,
      ),
    ).toEqual(Array.from({ length: 8 }, () => 'unfit'));
    expect(planned(parts('one-time-code', [-1, -1]).slice(0, 1), values)).toEqual(['unfit']);
    expect(alone('one-time-code', { maxLength: 4 }, values)).toBe('unfit');
  });
});
