import { itemLimits } from '../items/index.ts';
import type { CustomField, FieldHistory, ItemFields, LoginUrl } from '../items/index.ts';
import { blankOf } from './blank.ts';
import type { Found, LeftOut, Why } from './found.ts';
import { isObject, isScalar, Named } from './json.ts';
import { timeOf } from './times.ts';

interface Places {
  nameOf(id: string): string | undefined;
}

interface Read {
  /** Undefined: it doesn't come. */
  readonly found?: Found;
  readonly leftOut: readonly LeftOut[];
  /** Names of what only Bitwarden uses. */
  readonly internal: readonly string[];
}

type OwnField = Omit<CustomField, 'id'>;

/** One item of Bitwarden. Whatever has no field of ours becomes one of a person's own, or is told. */
export function readBitwardenItem(source: Named, places: Places): Read {
  return new ItemReading(source, places).read();
}

/** `match` of an address by its number; the host of Bitwarden includes the port. */
const rules = new Map<unknown, LoginUrl['match']>([
  [undefined, 'host'],
  [0, 'domain'],
  [1, 'host-port'],
  [2, 'path'],
  [4, 'regex'],
  [5, 'never'],
]);
const EXACT = 3;

/** Of former passwords as many come as an item keeps when it is edited. */
const MOST_FORMER = 100;

class ItemReading {
  readonly #source: Named;
  readonly #places: Places;
  readonly #title: string;
  readonly #fields: OwnField[] = [];
  readonly #leftOut: LeftOut[] = [];
  readonly #internal: string[] = [];

  constructor(source: Named, places: Places) {
    this.#source = source;
    this.#places = places;
    this.#title = source.text('name');
  }

  read(): Read {
    if (this.#source.take('deletedDate') !== undefined) {
      this.#leave('', 'trashed');
      return { leftOut: this.#leftOut, internal: [] };
    }
    const kind = this.#kind();
    const times = { ...this.#time('createdAt', 'creationDate'), ...this.#time('updatedAt', 'revisionDate') };
    const favourite = this.#source.take('favorite');
    if (typeof favourite !== 'boolean') this.#keep('favorite', favourite);
    const where = this.#where();
    for (const field of this.#source.list('fields')) this.#ownField(field);
    const history = this.#history(kind.kind);
    this.#attachments();
    this.#internals(this.#source, ['id', 'organizationId', 'object', 'key', 'secureNote']);
    if (![0, undefined].includes(this.#source.take('reprompt') as 0)) this.#leave('reprompt', 'internal');
    this.#keepRest(this.#source);
    const fields = this.#fields.map((field, at) => ({ id: String(at + 1), ...field }));
    const item: ItemFields = { ...kind, title: this.#title, favourite: favourite === true, ...where, fields };
    return {
      found: { item, ...times, ...(history.length === 0 ? {} : { history }) },
      leftOut: this.#leftOut,
      internal: this.#internal,
    };
  }

  /** What its kind has; one that we don't know becomes a note, and all it has a field of a person's own. */
  #kind(): ItemFields {
    const type = this.#source.take('type');
    const notes = this.#source.text('notes');
    switch (type) {
      case 1:
        return this.#login(notes);
      case 3:
        return this.#card(notes);
      case 4:
        return this.#identity(notes);
      case 5:
        return this.#sshKey(notes);
      default:
        if (type !== 2) this.#keep('type', type);
        return { ...blankOf('note'), body: notes };
    }
  }

  #login(notes: string): ItemFields {
    const login = this.#source.object('login');
    const urls = login.list('uris').flatMap((one) => this.#url(one));
    const [username, password, totp] = [login.text('username'), login.text('password'), login.text('totp')];
    for (const passkey of login.list('fido2Credentials')) this.#leave(nameIn(passkey, 'rpId', 'passkey'), 'passkey');
    this.#internals(login, ['passwordRevisionDate', 'autofillOnPageLoad']);
    this.#keepRest(login);
    return { ...blankOf('login'), urls, username, password, totp, notes };
  }

  #url(one: unknown): LoginUrl[] {
    if (!isObject(one)) {
      this.#keep('uri', one);
      return [];
    }
    const source = new Named(one);
    const url = source.text('uri');
    const number = source.take('match');
    this.#internals(source, ['uriChecksum']);
    this.#keepRest(source);
    if (url === '') return [];
    const rule = rules.get(number);
    if (rule === undefined) this.#leave(url, 'rule');
    return [{ url, match: rule ?? (number === EXACT ? 'path' : 'host') }];
  }

  #card(notes: string): ItemFields {
    const card = this.#source.object('card');
    const item = {
      ...blankOf('card'),
      holder: card.text('cardholderName'),
      number: card.text('number'),
      expiryMonth: card.text('expMonth'),
      expiryYear: card.text('expYear'),
      code: card.text('code'),
      notes,
    };
    this.#keepRest(card);
    return item;
  }

  #identity(notes: string): ItemFields {
    const identity = this.#source.object('identity');
    const item = {
      ...blankOf('identity'),
      salutation: identity.text('title'),
      firstName: identity.text('firstName'),
      middleName: identity.text('middleName'),
      lastName: identity.text('lastName'),
      username: identity.text('username'),
      company: identity.text('company'),
      email: identity.text('email'),
      phone: identity.text('phone'),
      address1: identity.text('address1'),
      address2: identity.text('address2'),
      address3: identity.text('address3'),
      city: identity.text('city'),
      region: identity.text('state'),
      postalCode: identity.text('postalCode'),
      country: identity.text('country'),
      nationalId: identity.text('ssn'),
      passport: identity.text('passportNumber'),
      licence: identity.text('licenseNumber'),
      notes,
    };
    this.#keepRest(identity);
    return item;
  }

  #sshKey(notes: string): ItemFields {
    const key = this.#source.object('sshKey');
    const item = { ...blankOf('ssh-key'), privateKey: key.text('privateKey'), publicKey: key.text('publicKey'), notes };
    // The public half says it.
    this.#internals(key, ['keyFingerprint']);
    this.#keepRest(key);
    return item;
  }

  /** A folder is a person's, collections are an organization's: the first of both is the folder, the others are tags. */
  #where(): { folder: string; tags: readonly string[] } {
    const ids = [this.#source.text('folderId'), ...this.#source.list('collectionIds')].filter((id) => id !== '');
    const names = ids.flatMap((id) => {
      const name = isScalar(id) ? this.#places.nameOf(String(id)) : undefined;
      if (name === undefined) this.#leave('folder', 'malformed');
      return name === undefined || name === '' ? [] : [name];
    });
    const [folder = '', ...tags] = names;
    return { folder, tags: [...new Set(tags)] };
  }

  #ownField(one: unknown): void {
    if (!isObject(one)) {
      this.#keep('field', one);
      return;
    }
    const source = new Named(one);
    const type = source.take('type');
    const [label, value] = [source.text('name'), source.text('value')];
    if (type === 3 && value === '') {
      // Says only that a form's field gets what another field of the item has.
      source.take('linkedId');
      this.#leave(label || 'linkedId', 'internal');
    } else if (type === 2 && /^(true|false|)$/.test(value)) {
      this.#fields.push({ label, type: 'boolean', value: value === 'true' ? 'true' : '' });
    } else if (label !== '' || value !== '') {
      if (type === 0) this.#text(label, value);
      else this.#fields.push({ label, type: 'hidden', value });
    }
    this.#keepRest(source);
  }

  /** Former passwords, oldest first. Those without a time, and those of an item without a password, are fields. */
  #history(kind: ItemFields['kind']): FieldHistory[] {
    const former: FieldHistory[] = [];
    for (const one of this.#source.list('passwordHistory')) {
      const source = new Named(isObject(one) ? one : { password: one });
      const [value, date] = [source.text('password'), source.text('lastUsedDate')];
      const time = timeOf(date);
      if (value !== '' && time !== undefined && kind === 'login') {
        if (!value.isWellFormed()) this.#leave('passwordHistory', 'malformed');
        former.push({ field: 'password', value: value.toWellFormed(), until: time });
      } else if (value !== '') {
        this.#fields.push({ label: 'passwordHistory', type: 'hidden', value });
        if (date !== '') this.#text('lastUsedDate', date);
      }
      this.#keepRest(source);
    }
    former.sort((a, b) => a.until - b.until);
    if (former.length > MOST_FORMER) this.#leave('passwordHistory', 'too-long');
    return former.slice(-MOST_FORMER);
  }

  #attachments(): void {
    for (const one of this.#source.list('attachments')) {
      this.#leave(nameIn(one, 'fileName', 'attachment'), 'attachment');
    }
  }

  #time(ours: 'createdAt' | 'updatedAt', theirs: string): Partial<Pick<Found, 'createdAt' | 'updatedAt'>> {
    const text = this.#source.text(theirs);
    const time = timeOf(text);
    if (time === undefined && text !== '') this.#text(theirs, text);
    return time === undefined ? {} : { [ours]: time };
  }

  #internals(source: Named, names: readonly string[]): void {
    for (const name of names) if (source.take(name) !== undefined) this.#internal.push(name);
  }

  #keepRest(source: Named): void {
    for (const [name, value] of source.rest()) this.#keep(name, value);
  }

  /** As a field of a person's own: nobody knows what it is, so what lies deeper is hidden. */
  #keep(name: string, value: unknown, type: 'text' | 'hidden' = 'text'): void {
    if (isScalar(value)) {
      if (type === 'text') this.#text(name, String(value));
      else this.#fields.push({ label: name, type, value: String(value) });
    } else if (typeof value === 'object' && value !== null) {
      for (const [inner, one] of new Named(value).rest()) this.#keep(`${name}.${inner}`, one, 'hidden');
    }
  }

  #text(label: string, value: string): void {
    this.#fields.push({ label, type: value.includes('\n') ? 'notes' : 'text', value });
  }

  #leave(what: string, why: Why): void {
    this.#leftOut.push(leftOut(this.#title, what, why));
  }
}

function nameIn(one: unknown, name: string, otherwise: string): string {
  return (isObject(one) && new Named(one).text(name)) || otherwise;
}

/** What of an item is left out, with as much of both texts as a list shows; '' for none. */
export function leftOut(title: string, what: string, why: Why): LeftOut {
  return { ...(title === '' ? {} : { title: shown(title) }), ...(what === '' ? {} : { what: shown(what) }), why };
}

function shown(text: string): string {
  return text.slice(0, itemLimits.title).toWellFormed();
}
