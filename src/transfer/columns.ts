import type { CustomField, ItemFields } from '../items/index.ts';
import { blankOf, ownFields } from './blank.ts';
import type { Found } from './found.ts';
import { timeOf } from './times.ts';

/** What a column holds. */
export type Role =
  | ('title' | 'url' | 'username' | 'password' | 'totp' | 'notes' | 'account' | 'folder' | 'tags' | 'favourite')
  | ('created' | 'changed' | 'field' | 'hidden' | 'action' | 'group' | 'internal' | 'unwanted');

/** A column by its name, and what it holds. */
export interface Column {
  readonly name: string;
  readonly role: Role;
}

/**
 * One line as an item: a login, or a note where there is nothing to log in with. Each cell ends in a field, or in one of a
 * person's own; columns `internal` and `unwanted` are told once for the whole file.
 */
export function readLine(columns: readonly Column[], cells: readonly string[]): Found {
  const line = new Line(columns, cells);
  return line.found();
}

type OwnField = Omit<CustomField, 'id'>;

class Line {
  readonly #fields: OwnField[] = [];
  readonly #texts = new Map<Role, string>();
  readonly #urls: string[] = [];
  readonly #columns: readonly Column[];

  constructor(columns: readonly Column[], cells: readonly string[]) {
    this.#columns = columns;
    for (const [at, value] of cells.entries()) this.#put(columns[at] ?? { name: String(at + 1), role: 'field' }, value);
  }

  found(): Found {
    const created = this.#time('created');
    const changed = this.#time('changed');
    this.#action();
    const item = this.#item();
    return {
      item: { ...item, fields: ownFields(this.#fields) },
      ...(created === undefined ? {} : { createdAt: created }),
      ...(changed === undefined ? {} : { updatedAt: changed }),
    };
  }

  #put({ name, role }: Column, value: string): void {
    if (value === '' || role === 'internal' || role === 'unwanted') return;
    if (role === 'url') this.#urls.push(value);
    else if (role === 'field' || role === 'hidden' || this.#texts.has(role)) {
      this.#own(name, value, role === 'hidden' || role === 'password' ? 'hidden' : 'text');
    } else this.#texts.set(role, value);
  }

  #own(label: string, value: string, type: OwnField['type'] = 'text'): void {
    this.#fields.push({ label, value, type: value.includes('\n') && type === 'text' ? 'notes' : type });
  }

  #text(role: Role): string {
    return this.#texts.get(role) ?? '';
  }

  #item(): ItemFields {
    const [username, password, totp] = [this.#text('username'), this.#text('password'), this.#text('totp')];
    const accountId = this.#text('account');
    const title = this.#text('title') || hostOf(this.#urls[0]) || username;
    const shared = { title, favourite: this.#favourite(), tags: this.#tags(), folder: this.#folder() };
    if (username === '' && password === '' && totp === '' && accountId === '' && this.#urls.length === 0) {
      return { ...blankOf('note'), ...shared, body: this.#text('notes') };
    }
    const urls = this.#urls.map((url) => ({ url, match: 'host' as const }));
    return { ...blankOf('login'), ...shared, urls, username, password, totp, accountId, notes: this.#text('notes') };
  }

  #favourite(): boolean {
    const text = this.#text('favourite');
    if (/^(1|true|yes|x)$/i.test(text)) return true;
    if (!/^(0|false|no)?$/i.test(text)) this.#own(this.#nameOf('favourite'), text);
    return false;
  }

  #tags(): string[] {
    return [
      ...new Set(
        this.#text('tags')
          .split(/[,;\n]/)
          .map((tag) => tag.trim()),
      ),
    ].filter((tag) => tag !== '');
  }

  /** Of a group the first name is that of the whole file. */
  #folder(): string {
    const group = this.#text('group');
    return this.#text('folder') || group.split('/').slice(1).join('/');
  }

  /** Where a form is sent, where that says more than the address of its page. */
  #action(): void {
    const action = this.#text('action');
    if (action !== '' && !this.#urls.some((url) => originOf(url) === originOf(action))) {
      this.#own(this.#nameOf('action'), action);
    }
  }

  #time(role: 'created' | 'changed'): number | undefined {
    const text = this.#text(role);
    if (text === '') return undefined;
    const time = timeOf(text);
    if (time === undefined) this.#own(this.#nameOf(role), text);
    return time;
  }

  #nameOf(role: Role): string {
    return this.#columns.find((column) => column.role === role)?.name ?? role;
  }
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? url;
}

function hostOf(url: string | undefined): string {
  return URL.parse(url ?? '')?.hostname.replace(/^www\./, '') ?? '';
}
