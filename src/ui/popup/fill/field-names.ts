import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import type { FieldType } from '../../../rpc/index.ts';

/** What people call the fields of a page: the words that an item has for what goes there. */
const names: Readonly<Record<FieldType, MessageKey>> = {
  username: 'itemUsername',
  email: 'itemEmail',
  'current-password': 'itemPassword',
  'new-password': 'itemPassword',
  'one-time-code': 'fillCode',
  'account-id': 'itemAccountId',
  name: 'fillName',
  'honorific-prefix': 'itemSalutation',
  'given-name': 'itemFirstName',
  'additional-name': 'itemMiddleName',
  'family-name': 'itemLastName',
  nickname: 'itemUsername',
  organization: 'itemCompany',
  'street-address': 'itemAddress1',
  'address-line1': 'itemAddress1',
  'address-line2': 'itemAddress2',
  'address-line3': 'itemAddress3',
  'house-number': 'itemAddress1',
  'address-level2': 'itemCity',
  'address-level1': 'itemRegion',
  'postal-code': 'itemPostalCode',
  country: 'itemCountry',
  tel: 'itemPhone',
  'tel-country-code': 'itemPhone',
  'tel-area-code': 'itemPhone',
  'tel-local': 'itemPhone',
  bday: 'itemBirthday',
  'bday-day': 'itemBirthday',
  'bday-month': 'itemBirthday',
  'bday-year': 'itemBirthday',
  'cc-number': 'itemNumber',
  'cc-name': 'itemHolder',
  'cc-given-name': 'itemHolder',
  'cc-family-name': 'itemHolder',
  'cc-exp': 'fillExpiry',
  'cc-exp-month': 'itemExpiryMonth',
  'cc-exp-year': 'itemExpiryYear',
  'cc-csc': 'itemCardCode',
  'cc-type': 'itemNumber',
  search: 'fillOther',
  unknown: 'fillOther',
};

export function fieldName(type: FieldType): string {
  return message(names[type]);
}
