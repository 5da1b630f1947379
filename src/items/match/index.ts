/*
 * match: which logins belong to a page. Stored URLs as people type them, compared with the page's by the rule of each; the
 * public suffix list says what a domain is. Regular expressions are told apart here and compared in a worker.
 */
export { pageAddress, plainUrl, storedAddress, storedHost, storedUrl } from './address.ts';
export type { Address } from './address.ts';
export { inPageOrder, loginsByPage } from './by-page.ts';
export type { LoginsByPage, PageFound } from './by-page.ts';
export { httpDoubt, matchOf } from './rules.ts';
export type { Closeness, Doubt, MatchRule } from './rules.ts';
