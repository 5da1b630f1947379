import type { FieldType } from '../../../src/autofill/index.ts';
import { plan, type Place } from '../../../src/autofill/fill/plan.ts';
import type { FieldRules } from '../../../src/autofill/fill/rules.ts';
import type { CardValues, FillValues, IdentityValues } from '../../../src/autofill/fill/values.ts';
import { rules } from './rules.ts';

export const card: CardValues = {
  holder: 'Mira Anna Lindqvist',
  number: '4111 1111 1111 1111',
  expiryMonth: '5',
  expiryYear: '2031',
  code: '737',
};

export const identity: IdentityValues = {
  ...{ salutation: 'Frau', firstName: 'Mira', middleName: 'Anna', lastName: 'Lindqvist', username: 'mlind' },
  ...{ company: 'Lantern GmbH', email: 'mira@example.org', phone: '+49 30 1234567', birthday: '1990-05-31' },
  ...{ address1: 'Hauptstraße 12a', address2: 'c/o Berg', address3: '', city: 'Berlin', region: 'BE' },
  ...{ postalCode: '10115', country: 'DE' },
};

export const login = { username: 'mira@example.org', password: 'pass word', accountId: '4711' };

/** What comes into each of these fields of one form: its text, the text of its choice, `unfit`, or undefined for nothing. */
export function planned(
  places: readonly (readonly [FieldType, Partial<FieldRules>?, Place['part']?])[],
  values: FillValues,
): (string | undefined)[] {
  const made = places.map(([type, said, part]): Place => ({ type, rules: rules(said), ...(part && { part }) }));
  return plan(made, values).map((one) =>
    typeof one === 'object' ? ('text' in one ? one.text : one.choice.text) : one,
  );
}

/** What comes into a field that stands alone. */
export function alone(type: FieldType, said: Partial<FieldRules>, values: FillValues): string | undefined {
  return planned([[type, said]], values)[0];
}

/** So many fields for the parts of one value. */
export function parts(type: FieldType, rooms: readonly number[]): [FieldType, Partial<FieldRules>, Place['part']][] {
  return rooms.map((maxLength, index) => [type, { maxLength }, { index, of: rooms.length }]);
}
