import { describe, expect, it } from 'vitest';
import type { FieldType } from '../../../src/autofill/classify/types.ts';
import type { Guess } from '../../../src/autofill/classify/guess.ts';
import { kindOf } from '../../../src/autofill/classify/kind.ts';
import {
  withAccount,
  withCardName,
  withIdentifier,
  withoutCredentials,
} from '../../../src/autofill/classify/settle.ts';
import type { Word } from '../../../src/autofill/classify/words.ts';
import { wordsIn } from '../../../src/autofill/classify/words.ts';

/** A field of one line that was taken for this, with what is written at it. */
function line(type: FieldType, text = '', lead = 0): Guess {
  return {
    type,
    field: {
      element: { localName: 'input' },
      isLine: !type.endsWith('-password'),
      isMasked: type.endsWith('-password'),
      words: new Set(wordsIn(text)),
    } as unknown as Guess['field'],
    score: (one) => (one === 'username' ? lead : 0),
  };
}

const types = (guesses: readonly Guess[]) => guesses.map(({ type }) => type);
const login = line('current-password');

describe('the fields of a login', () => {
  it.each<readonly [FieldType, string]>([
    ['unknown', 'Kontonummer'],
    ['tel', 'Phone'],
    ['cc-number', 'Card number'],
    ['name', 'Name'],
    ['unknown', ''],
  ])('have the only one that shows what is typed as a user name: %s “%s”', (type, text) => {
    expect(types(withIdentifier([line(type, text), login]))).toEqual(['username', 'current-password']);
  });

  it('have the likeliest of several before the password', () => {
    const guesses = [line('unknown', '', 1), line('unknown', '', 3), login, line('unknown', '', 9)];
    expect(types(withIdentifier(guesses))).toEqual(['unknown', 'username', 'current-password', 'unknown']);
  });

  it('stay as they are where one is a user name, where there is no password, and for what robots fill', () => {
    for (const guesses of [
      [line('unknown'), line('email'), login],
      [line('unknown')],
      [line('unknown', 'captcha'), login],
      [line('search', 'search'), login],
    ]) {
      expect(withIdentifier(guesses)).toEqual(guesses);
    }
  });

  it('have the number of a customer or company apart from the user name', () => {
    const three = [line('username', 'Company'), line('username', 'User name'), login];
    expect(types(withAccount(three))).toEqual(['account-id', 'username', 'current-password']);
    const two = [line('username', 'Customer number'), login];
    expect(withAccount(two)).toEqual(two);
  });
});

describe('the only name beside a card number', () => {
  it('is that on the card, unless a person is asked for too', () => {
    expect(types(withCardName([line('name'), line('cc-number')]))).toEqual(['cc-name', 'cc-number']);
    const whole = [line('name'), line('email'), line('cc-number')];
    expect(withCardName(whole)).toEqual(whole);
  });
  it('is that of its holder, whoever else is asked for', () => {
    const form = [line('name'), line('street-address'), line('unknown', 'Name on card'), line('cc-number')];
    expect(types(withCardName(form))).toEqual(['name', 'street-address', 'cc-name', 'cc-number']);
    const others = [line('unknown', 'Name on card'), line('unknown', 'Security code on the card')];
    expect(withCardName(others)).toEqual(others);
    expect(types(withCardName([...others, line('cc-number')]))).toEqual(['cc-name', 'unknown', 'cc-number']);
  });
});

describe('a form without a password', () => {
  const kind = (guesses: readonly Guess[], says: Partial<Record<'attributes' | 'buttons' | 'text', Word[]>> = {}) =>
    kindOf(guesses, {
      fields: [],
      attributes: new Set(says.attributes),
      buttons: new Set(says.buttons),
      text: new Set(says.text),
    });

  it.each([
    ['login', [line('username')], {}],
    ['login', [line('email')], { buttons: ['next'] }],
    ['newsletter', [line('email')], {}],
    ['newsletter', [line('email')], { buttons: ['news'], text: ['login'] }],
    ['search', [line('search')], {}],
    ['search', [line('username')], { attributes: ['search'] }],
    ['sign-up', [line('username'), line('email'), line('name')], { attributes: ['signup'] }],
    ['identity', [line('given-name'), line('family-name'), line('email')], {}],
    ['code', [line('one-time-code')], {}],
    ['card', [line('cc-number'), line('cc-exp')], {}],
  ] as const)('is there for %s: %#', (expected, guesses, says) => {
    expect(kind(guesses, says as Parameters<typeof kind>[1])).toBe(expected);
  });

  it('asks nobody for a user name, unless it is for signing in', () => {
    const asked = [line('username', 'User name'), line('account-id')];
    for (const foreign of ['search', 'newsletter', 'contact', 'identity', 'card'] as const) {
      expect(types(withoutCredentials(asked, foreign))).toEqual(['name', 'unknown']);
    }
    expect(withoutCredentials(asked, 'login')).toEqual(asked);
  });
});
