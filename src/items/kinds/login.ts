import { addedField, asFields, listField, textField, textFields } from './fields.ts';
import type { Fields } from './fields.ts';
import type { ItemBase } from './item.ts';
import type { Kind } from './kind.ts';
import type { LoginUrl } from './login-summary.ts';
import { searchedUrl, summaryUrls } from './login-summary.ts';
import type { MatchRule } from '../match/index.ts';

export interface LoginItem extends ItemBase {
  readonly kind: 'login';
  readonly urls: readonly LoginUrl[];
  readonly username: string;
  readonly password: string;
  /** The third part of a login that has three: the number of an account, a customer or a contract. */
  readonly accountId: string;
  /** A URL of otpauth or a bare secret, as it was put in. */
  readonly totp: string;
  readonly notes: string;
}

/** The longest user name that the index keeps, in UTF-16 units. */
const LONGEST = 500;

export const login: Kind<LoginItem> = {
  savedWhenTold: true,
  domain: 'logins',
  parse: (fields) => ({
    ...textFields(fields, ['username', 'password', 'accountId', 'totp', 'notes']),
    urls: fields['urls'] === undefined ? [] : listField(fields, 'urls', loginUrl),
  }),
  fields: {
    urls: { merge: 'set', remembered: true },
    username: { merge: 'whole', remembered: true },
    password: { merge: 'whole', remembered: true },
    accountId: { merge: 'whole', remembered: true },
    totp: { merge: 'whole', remembered: true },
    notes: { merge: 'text', remembered: true },
  },
  detail: ({ username, accountId }) => username || accountId,
  alsoFound: ({ urls, tags, folder }) => [...urls.map(searchedUrl), folder, ...tags].filter(Boolean).join(' '),
  login: ({ urls, username, password, totp }) => ({
    username: username.slice(0, LONGEST),
    urls: urls.flatMap(summaryUrls),
    hasPassword: password !== '',
    hasTotp: totp !== '',
  }),
};

function loginUrl(value: unknown): LoginUrl {
  const fields: Fields = asFields(value, 'urls');
  const match = addedField(fields, 'match');
  return { ...fields, url: textField(fields, 'url'), match: (match === '' ? 'host' : match) as MatchRule };
}
