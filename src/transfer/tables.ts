import type { Column, Role } from './columns.ts';

/** The programs whose tables are known by their columns. */
type TableName = 'chrome' | 'firefox' | 'keepassxc';

interface Known {
  readonly name: TableName;
  /** Columns by their names in lower case; the first `needed` of them tell the program. */
  readonly columns: Readonly<Record<string, Role>>;
  readonly needed: number;
}

/** As these programs write them. Of one column set that begins another, the longer stands first. */
const known: readonly Known[] = [
  {
    name: 'firefox',
    needed: 6,
    columns: {
      url: 'url',
      username: 'username',
      password: 'password',
      httprealm: 'field',
      formactionorigin: 'action',
      guid: 'internal',
      timecreated: 'created',
      timelastused: 'internal',
      timepasswordchanged: 'changed',
    },
  },
  {
    name: 'keepassxc',
    needed: 6,
    columns: {
      group: 'group',
      title: 'title',
      username: 'username',
      password: 'password',
      url: 'url',
      notes: 'notes',
      totp: 'totp',
      icon: 'internal',
      'last modified': 'changed',
      created: 'created',
    },
  },
  {
    name: 'chrome',
    needed: 4,
    columns: { name: 'title', url: 'url', username: 'username', password: 'password', note: 'notes' },
  },
];

/** What columns are called elsewhere, folded: for a first guess that a person corrects. */
const guesses: readonly (readonly [Role, RegExp])[] = [
  ['title', /^(title|name|account ?name|entry|item|titel|bezeichnung|eintrag)$/],
  ['url', /^(url|urls|uri|login.?ur[il]|web ?site|site|address|link|web ?seite|internetseite|adresse)$/],
  ['username', /^(user|user ?name|login|login.?user ?name|login ?name|e-?mail|benutzer(name)?|anmeldename)$/],
  ['password', /^(pass|password|login.?password|kennwort|passwort)$/],
  ['totp', /^(totp|otp|otpauth|otp ?auth|2fa|login.?totp|one-?time ?(code|password)|einmalpasswort)$/],
  ['notes', /^(note|notes|comments?|extra|description|notiz(en)?|kommentar|bemerkung(en)?)$/],
  ['account', /^(account( ?id| ?number)?|customer( ?number)?|kundennummer|kontonummer)$/],
  ['folder', /^(folder|group(ing)?|category|collections?|ordner|gruppe|kategorie)$/],
  ['tags', /^(tags?|labels?|schlagworte?)$/],
  ['favourite', /^(fav(ou?rite)?|starred|favorit)$/],
  ['created', /^(created|created ?at|create ?time|erstellt)$/],
  ['changed', /^(changed|modified|last ?modified|updated|updated ?at|modify ?time|geändert)$/],
];

export interface TableLook {
  /** Undefined: nobody's that we know; its columns are a guess. */
  readonly name: TableName | undefined;
  readonly columns: readonly Column[];
  /** Whether the first line names the columns, or is an entry. */
  readonly headed: boolean;
}

/** What a table is, by its first line. */
export function lookAtTable(first: readonly string[]): TableLook {
  const names = first.map((cell) => cell.trim().toLowerCase());
  const program = known.find(({ columns, needed }) =>
    Object.keys(columns)
      .slice(0, needed)
      .every((name) => names.includes(name)),
  );
  const roleOf = (name: string): Role | undefined =>
    program && Object.hasOwn(program.columns, name) ? program.columns[name] : undefined;
  if (program)
    return { name: program.name, headed: true, columns: columnsOf(first, (name) => roleOf(name) ?? 'field') };
  const guessed = names.map((name) => guesses.find(([, pattern]) => pattern.test(name))?.[0]);
  const headed = guessed.some((role) => role !== undefined);
  const columns = first.map((name, at) => ({
    name: headed && name.trim() !== '' ? name.trim() : String(at + 1),
    // A second column of one sort becomes a field of a person's own.
    role: guessed[at] !== undefined && guessed.indexOf(guessed[at]) === at ? guessed[at] : ('field' as const),
  }));
  return { name: undefined, headed, columns };
}

function columnsOf(first: readonly string[], roleOf: (name: string) => Role): Column[] {
  return first.map((name, at) => ({
    name: name.trim() || String(at + 1),
    role: roleOf(name.trim().toLowerCase()),
  }));
}
