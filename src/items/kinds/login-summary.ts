import { plainUrl } from '../match/index.ts';
import type { MatchRule } from '../match/index.ts';
import { asFields, flagField, listField, textField } from './fields.ts';

export interface LoginUrl {
  /** As a person typed it; with the rule `regex`, the expression. */
  readonly url: string;
  readonly match: MatchRule;
}

/** A stored URL as the index has it: scheme, host, port and path, in one spelling. Of a regular expression, all. */
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

/** What the index gets of a URL; nothing of one that is no web address, for it belongs to no page. */
export function summaryUrls({ url, match }: LoginUrl): SummaryUrl[] {
  const plain = match === 'regex' ? url : plainUrl(url);
  return plain === undefined ? [] : [{ url: plain, match }];
}

/** What search finds of a URL: as it was typed, where that can't hold the name and password of a user. */
export function searchedUrl({ url, match }: LoginUrl): string {
  const typed = url.replace(/[?#].*$/s, '');
  if (match === 'regex') return '';
  return typed.includes('@') ? (plainUrl(url) ?? '') : typed;
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
