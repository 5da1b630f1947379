import { textFields } from './fields.ts';
import type { ItemBase } from './item.ts';
import type { FieldRule, Kind } from './kind.ts';

/** What an identity has, besides notes: in the order in which people read it. */
const identityNames = [
  'salutation',
  'firstName',
  'middleName',
  'lastName',
  'username',
  'company',
  'email',
  'phone',
  'birthday',
  'address1',
  'address2',
  'address3',
  'city',
  'region',
  'postalCode',
  'country',
  'nationalId',
  'passport',
  'licence',
] as const;
type IdentityName = (typeof identityNames)[number];

export interface IdentityItem extends ItemBase, Readonly<Record<IdentityName, string>> {
  readonly kind: 'identity';
  readonly notes: string;
}

const whole: FieldRule = { merge: 'whole', remembered: true };

export const identity: Kind<IdentityItem> = {
  savedWhenTold: true,
  domain: 'logins',
  parse: (fields) => textFields(fields, [...identityNames, 'notes']),
  fields: {
    ...(Object.fromEntries(identityNames.map((name) => [name, whole])) as Record<IdentityName, FieldRule>),
    notes: { merge: 'text', remembered: true },
  },
  detail: ({ firstName, lastName, city }) =>
    [[firstName, lastName].filter(Boolean).join(' '), city].filter(Boolean).join(' · '),
  alsoFound: ({ company, email, folder, tags }) => [company, email, folder, ...tags].join(' '),
};
