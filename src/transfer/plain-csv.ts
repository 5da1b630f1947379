import { kinds } from '../items/index.ts';
import type { Item } from '../items/index.ts';
import type { PlainForm } from './plain-form.ts';

/** What a table of logins holds, and how much of a vault it can't. */
export interface CsvCounts {
  readonly rows: number;
  /** Items that are no logins. */
  readonly others: number;
  /** Logins in the trash: whoever reads the table would bring them back. */
  readonly trashed: number;
  /** Addresses that are a regular expression, or where a login is never offered. */
  readonly addresses: number;
  /** Logins whose one-time codes stay behind. */
  readonly codes: number;
  /** Logins with fields of a person's own, or a third part. */
  readonly fields: number;
}

type Login = Extract<Item, { kind: 'login' }>;

/**
 * Logins as a table with the columns of Chrome (RFC 4180, UTF-8): a row for each address of a login, as a browser keeps one
 * address a password; one with an empty address where there is none. Values stand as they are, also those that a
 * spreadsheet takes for a formula.
 */
export const plainCsv: PlainForm = {
  begin: () => line(['name', 'url', 'username', 'password', 'note']),
  item: (body) =>
    loginOf(body)
      .filter(({ trashedAt }) => trashedAt === undefined)
      .flatMap(rowsOf)
      .map(line)
      .join(''),
  between: '',
  end: '',
};

/** What of a vault's items the table holds. */
export function csvCounts(items: readonly unknown[]): CsvCounts {
  const all = items.flatMap(loginOf);
  const logins = all.filter(({ trashedAt }) => trashedAt === undefined);
  const count = (is: (login: Login) => boolean): number => logins.filter(is).length;
  return {
    rows: logins.flatMap(rowsOf).length,
    others: items.length - all.length,
    trashed: all.length - logins.length,
    addresses: logins.reduce((sum, { urls }) => sum + urls.length - addressesOf(urls).length, 0),
    codes: count(({ totp }) => totp !== ''),
    fields: count(({ fields, accountId }) => fields.length > 0 || accountId !== ''),
  };
}

/** None for what is no login, or can't be read as one. */
function loginOf(body: unknown): Login[] {
  try {
    const item = kinds.parse(body);
    return item.kind === 'login' ? [item] : [];
  } catch {
    return [];
  }
}

function rowsOf({ title, urls, username, password, notes }: Login): string[][] {
  const addresses = addressesOf(urls);
  return (addresses.length === 0 ? [''] : addresses).map((url) => [title, url, username, password, notes]);
}

function addressesOf(urls: Login['urls']): string[] {
  return urls.filter(({ match }) => match !== 'regex' && match !== 'never').map(({ url }) => url);
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string): string {
  const text = value.toWellFormed();
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
