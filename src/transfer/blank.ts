import type { CustomField, ItemFields } from '../items/index.ts';

type FieldsOfKind<K extends ItemFields['kind']> = Extract<ItemFields, { kind: K }>;

const shared = { title: '', favourite: false, tags: [], folder: '', fields: [] } as const;

export const blankLogin: FieldsOfKind<'login'> = {
  kind: 'login',
  ...shared,
  urls: [],
  username: '',
  password: '',
  accountId: '',
  totp: '',
  notes: '',
};

export const blankNote: FieldsOfKind<'note'> = { kind: 'note', ...shared, body: '' };

export const blankCard: FieldsOfKind<'card'> = {
  kind: 'card',
  ...shared,
  holder: '',
  number: '',
  expiryMonth: '',
  expiryYear: '',
  code: '',
  pin: '',
  notes: '',
};

export const blankIdentity: FieldsOfKind<'identity'> = {
  kind: 'identity',
  ...shared,
  salutation: '',
  firstName: '',
  middleName: '',
  lastName: '',
  username: '',
  company: '',
  email: '',
  phone: '',
  birthday: '',
  address1: '',
  address2: '',
  address3: '',
  city: '',
  region: '',
  postalCode: '',
  country: '',
  nationalId: '',
  passport: '',
  licence: '',
  notes: '',
};

export const blankSshKey: FieldsOfKind<'ssh-key'> = {
  kind: 'ssh-key',
  ...shared,
  privateKey: '',
  publicKey: '',
  passphrase: '',
  notes: '',
};

/** Fields of a person's own, numbered within their item; those without a value say nothing. */
export function ownFields(
  fields: readonly { readonly label: string; readonly type: CustomField['type']; readonly value: string }[],
): CustomField[] {
  return fields.filter(({ value }) => value !== '').map((field, at) => ({ id: String(at + 1), ...field }));
}
