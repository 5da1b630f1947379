import type { FieldType, FillValues } from '../../rpc/index.ts';
import type { Item } from '../../items/index.ts';

type CardPart = keyof NonNullable<FillValues['card']>;
type IdentityPart = keyof NonNullable<FillValues['identity']>;

const cardParts = ['holder', 'number', 'expiryMonth', 'expiryYear', 'code'] as const satisfies readonly CardPart[];
const identityParts = [
  ...([
    'salutation',
    'firstName',
    'middleName',
    'lastName',
    'username',
    'company',
    'email',
    'phone',
    'birthday',
  ] as const),
  ...(['address1', 'address2', 'address3', 'city', 'region', 'postalCode', 'country'] as const),
] as const satisfies readonly IdentityPart[];

/** What of a card each type of field is made of. */
const ofCard: Partial<Record<FieldType, readonly CardPart[]>> = {
  'cc-number': ['number'],
  // The brand is told by the number's first digits.
  'cc-type': ['number'],
  'cc-name': ['holder'],
  'cc-given-name': ['holder'],
  'cc-family-name': ['holder'],
  'cc-exp': ['expiryMonth', 'expiryYear'],
  'cc-exp-month': ['expiryMonth'],
  'cc-exp-year': ['expiryYear'],
  'cc-csc': ['code'],
};

/** What doesn't fit one line goes on in the next. */
const street = ['address1', 'address2', 'address3'] as const;

/** The same of an identity. */
const ofIdentity: Partial<Record<FieldType, readonly IdentityPart[]>> = {
  username: ['username'],
  email: ['email'],
  name: ['firstName', 'middleName', 'lastName'],
  'honorific-prefix': ['salutation'],
  'given-name': ['firstName'],
  'additional-name': ['middleName'],
  'family-name': ['lastName'],
  nickname: ['username'],
  organization: ['company'],
  'street-address': street,
  'address-line1': street,
  'address-line2': street,
  'address-line3': street,
  'house-number': street,
  'address-level2': ['city'],
  'address-level1': ['region'],
  'postal-code': ['postalCode'],
  country: ['country'],
  tel: ['phone'],
  'tel-country-code': ['phone', 'country'],
  'tel-area-code': ['phone', 'country'],
  'tel-local': ['phone', 'country'],
  bday: ['birthday'],
  'bday-day': ['birthday'],
  'bday-month': ['birthday'],
  'bday-year': ['birthday'],
};

/** Of an item what its fields take, and nothing else of it: the rest is as if it weren't known. */
export function valuesOf(item: Item, types: readonly FieldType[], code: string): FillValues {
  switch (item.kind) {
    case 'login': {
      const has = (...some: FieldType[]): boolean => some.some((type) => types.includes(type));
      return {
        login: {
          username: has('username', 'email') ? item.username : '',
          password: has('current-password') ? item.password : '',
          accountId: has('account-id') ? item.accountId : '',
          ...(has('one-time-code') && code !== '' ? { code } : {}),
        },
      };
    }
    case 'card':
      return { card: only(item, partsOf(ofCard, types), cardParts) };
    case 'identity':
      return { identity: only(item, partsOf(ofIdentity, types), identityParts) };
    default:
      return {};
  }
}

function partsOf<Part>(table: Partial<Record<FieldType, readonly Part[]>>, types: readonly FieldType[]): Set<Part> {
  return new Set(types.flatMap((type) => table[type] ?? []));
}

/** All parts of a kind; those that aren't wanted are empty. */
function only<Part extends string>(
  item: Readonly<Record<NoInfer<Part>, string>>,
  wanted: ReadonlySet<Part>,
  all: readonly Part[],
): Record<Part, string> {
  return Object.fromEntries(all.map((part) => [part, wanted.has(part) ? item[part] : ''])) as Record<Part, string>;
}
