import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldType, FillValues } from '../../../src/autofill/index.ts';
import { fits } from '../../../src/autofill/fill/fits.ts';
import { plan, type Place } from '../../../src/autofill/fill/plan.ts';
import type { FieldRules } from '../../../src/autofill/fill/rules.ts';
import { runs } from '../../support/runs.ts';
import { rules } from './rules.ts';

/** Types into which a value goes as it stands in the item, and what that is. */
const asKept = {
  username: ({ login }) => login?.username,
  'current-password': ({ login }) => login?.password,
  'new-password': ({ login }) => login?.newPassword,
  'one-time-code': ({ login }) => login?.code,
  'account-id': ({ login }) => login?.accountId,
  'cc-name': ({ card }) => card?.holder,
  'cc-csc': ({ card }) => card?.code,
  'given-name': ({ identity }) => identity?.firstName,
  'family-name': ({ identity }) => identity?.lastName,
  organization: ({ identity }) => identity?.company,
  'address-level2': ({ identity }) => identity?.city,
} as const satisfies Partial<Record<FieldType, (values: FillValues) => string | undefined>>;

/** The others are written in a field's own form. */
const inOwnForm: readonly FieldType[] = [
  ...(['email', 'name', 'honorific-prefix', 'additional-name', 'nickname', 'street-address', 'address-line1'] as const),
  ...([
    'address-line2',
    'house-number',
    'postal-code',
    'address-level1',
    'country',
    'tel',
    'tel-country-code',
  ] as const),
  ...(['tel-local', 'bday', 'bday-month', 'cc-number', 'cc-exp', 'cc-exp-month', 'cc-exp-year', 'cc-type'] as const),
  ...(['search', 'unknown'] as const),
];

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 24 }),
  fc.string({ unit: 'grapheme', maxLength: 24 }),
  fc.stringMatching(/^[\d +()/.-]{0,20}$/),
  fc.constantFrom('', '\n', '\0', 'a\nb', '+49 30 123', '4111111111111111', '31.05.1990', 'Germany', 'DE'),
);

const allOf = <Name extends string>(...names: readonly Name[]): fc.Arbitrary<Record<Name, string>> =>
  fc
    .tuple(...names.map(() => anyText))
    .map((texts) => Object.fromEntries(names.map((name, at) => [name, texts[at] ?? ''])) as Record<Name, string>);

const anyValues: fc.Arbitrary<FillValues> = fc.record(
  {
    login: allOf('username', 'password', 'accountId', 'code', 'newPassword'),
    card: allOf('holder', 'number', 'expiryMonth', 'expiryYear', 'code'),
    identity: allOf(
      ...(['salutation', 'firstName', 'middleName', 'lastName', 'username', 'company', 'email', 'phone'] as const),
      ...(['birthday', 'address1', 'address2', 'address3', 'city', 'region', 'postalCode', 'country'] as const),
    ),
  },
  { requiredKeys: [] },
);

const anyRules: fc.Arbitrary<FieldRules> = fc
  .record({
    control: fc.constantFrom('line', 'lines', 'select'),
    inputType: fc.constantFrom('text', 'password', 'tel', 'email', 'number', 'date', 'month', 'url'),
    maxLength: fc.constantFrom(-1, -1, 0, 1, 2, 5, 16, 30),
    minLength: fc.constantFrom(-1, -1, 4),
    pattern: fc.constantFrom('', '', '[0-9]*', '(', '[A-Z]{2}'),
    hint: fc.constantFrom('', 'MM/YY', 'TT.MM.JJJJ', '1234 5678', '+1', '12/25'),
    language: fc.constantFrom('en', 'de', 'ja', 'ar', 'fr-CA'),
    choices: fc.array(
      anyText.map((text) => ({ value: text, text, isOpen: true })),
      { maxLength: 8 },
    ),
  })
  .map((said) => rules(said));

const types = [...(Object.keys(asKept) as (keyof typeof asKept)[]), ...inOwnForm];
const anyPlaces: fc.Arbitrary<Place[]> = fc.array(
  fc.record({ type: fc.constantFrom<FieldType>(...types), rules: anyRules }),
  { maxLength: 12 },
);

describe('whatever the values and the fields', () => {
  it('a field gets a text that it takes, or a choice that it has', () => {
    fc.assert(
      fc.property(anyPlaces, anyValues, (places, values) => {
        for (const [at, one] of plan(places, values).entries()) {
          const own = places[at]?.rules ?? rules();
          if (typeof one !== 'object') continue;
          if ('text' in one) expect(fits(one.text, own)).toBe(true);
          else expect(own.choices[one.at]).toBe(one.choice);
        }
      }),
      { numRuns: runs(150) },
    );
  });

  it('a value that has one form comes whole into its own field, or not at all', () => {
    fc.assert(
      fc.property(anyPlaces, anyValues, (places, values) => {
        for (const [at, one] of plan(places, values).entries()) {
          const place = places[at];
          if (!place || !(place.type in asKept)) continue;
          const kept = asKept[place.type as keyof typeof asKept](values) ?? '';
          if (one === undefined) expect(place.type === 'username' ? '' : kept).toBe('');
          else if (one !== 'unfit' && 'text' in one && kept !== '') expect(one.text).toBe(kept);
        }
      }),
      { numRuns: runs(150) },
    );
  });

  it('a secret comes into no field but its own', () => {
    const secrets = { password: 'p'.repeat(9), code: 'c'.repeat(9), newPassword: 'n'.repeat(9) };
    const own: Record<string, string> = {
      ...{ 'current-password': secrets.password, 'one-time-code': secrets.code, 'new-password': secrets.newPassword },
    };
    fc.assert(
      fc.property(anyPlaces, anyValues, (places, values) => {
        const login = { username: 'user', accountId: '', ...secrets };
        const planned = plan(places, {
          ...values,
          login,
          card: { holder: '', number: '', expiryMonth: '', expiryYear: '', code: 's'.repeat(9) },
        });
        for (const [at, one] of planned.entries()) {
          const type = places[at]?.type ?? '';
          if (typeof one !== 'object' || !('text' in one)) continue;
          const isSecret = Object.values(secrets).includes(one.text) || one.text === 's'.repeat(9);
          expect(isSecret ? one.text : undefined).toBe(type === 'cc-csc' ? 's'.repeat(9) : own[type]);
        }
      }),
      { numRuns: runs(150) },
    );
  });

  it('boxes that hold one code hold all of it in its order, or nothing', () => {
    const anyRooms = fc.array(fc.constantFrom(-1, 1, 2, 3, 4), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(anyRooms, fc.stringMatching(/^\d{1,10}$/), (rooms, code) => {
        const places = rooms.map((maxLength, index): Place => ({
          type: 'one-time-code',
          rules: rules({ maxLength }),
          part: { index, of: rooms.length },
        }));
        const planned = plan(places, { login: { username: '', password: '', accountId: '', code } });
        if (planned.includes('unfit')) expect(new Set(planned).size).toBe(1);
        else
          expect(planned.map((one) => (typeof one === 'object' && 'text' in one ? one.text : '')).join('')).toBe(code);
      }),
      { numRuns: runs(150) },
    );
  });
});

it('ten thousand fields are planned as fast as they are many', () => {
  const places = (count: number): Place[] =>
    Array.from({ length: count }, (_, at) => ({ type: types[at % types.length] ?? 'unknown', rules: rules() }));
  const planned = plan(places(10_000), { login: { username: 'mira', password: 'p', accountId: '' } });
  expect(planned.filter((one) => typeof one === 'object').length).toBe(
    places(10_000).filter(({ type }) => type === 'username' || type === 'current-password').length,
  );
});
