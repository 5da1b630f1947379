import { asFields, flagField, listField, textField } from './fields.ts';

/** How a stored URL and a page's are compared. One of a later version is kept, and matches nothing here. */
export type MatchRule = 'host' | 'host-port' | 'domain' | 'path' | 'regex' | 'never';

export interface LoginUrl {
  /** As a person typed it; with the rule `regex`, the expression. */
  readonly url: string;
  readonly match: MatchRule;
}

/** A stored URL as the index has it: no query, no fragment and no user, which may be secret. Of a regular expression, all. */
export interface SummaryUrl {
  readonly url: string;
  readonly match: MatchRule;
}

/** What the index says of a login: enough to offer it for a page, and nothing secret. */
export interface LoginSummary {
  readonly username: string;
  readonly urls: readonly SummaryUrl[];
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
}

/** Scheme, host, port and path of what a person typed. */
export function withoutSecrets({ url, match }: LoginUrl): SummaryUrl {
  return {
    url: match === 'regex' ? url : url.replace(/[?#].*$/s, '').replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/@]*@/i, '$1'),
    match,
  };
}

/** Reads an entry of an opened snapshot. Throws MalformedItemError. */
export function readLoginSummary(value: unknown): LoginSummary {
  const fields = asFields(value, 'login');
  return {
    username: textField(fields, 'username'),
    urls: listField(fields, 'urls', (each) => {
      const url = asFields(each, 'urls');
      return { url: textField(url, 'url'), match: textField(url, 'match') as MatchRule };
    }),
    hasPassword: flagField(fields, 'hasPassword'),
    hasTotp: flagField(fields, 'hasTotp'),
  };
}
