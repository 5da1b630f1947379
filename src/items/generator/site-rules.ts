/** What a site says of its passwords, read from its `passwordrules`. */
export interface SiteRules {
  readonly minLength?: number;
  readonly maxLength?: number;
  /** How often one character may stand in a row. */
  readonly mostInRow?: number;
  /** Of each of these at least one character; of one that stands here twice two. None is empty. */
  readonly required: readonly string[];
  /** Further characters that may stand in it; with `required` empty too, any may. */
  readonly allowed: string;
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digit = '0123456789';
/** Those that the syntax counts as such; backslash and slash are none. */
const special = '-~!@#$%^&*_+=`|(){}[:;"\'<>,.?] ';
const printable = lower + upper + digit + special;

const named: Readonly<Record<string, string>> = {
  lower,
  upper,
  digit,
  special,
  'ascii-printable': printable,
  // What lies beyond ASCII is allowed by it, and not made here: other keyboards don't have it.
  unicode: printable,
};

/** Longer than any site has a reason for. */
const longestText = 4_000;
/** More of them, or more of one, are no rules that a person could follow either, and what is counted doubles with each. */
const mostRequired = 6;
const mostOfOne = 3;
/** A looser bound is kept by a stricter one, at a loss that nobody can measure. */
const loosestRow = 3;

/**
 * Reads the public `passwordrules` syntax (`minlength: 8; required: lower, [-.,;]; max-consecutive: 2`). What is malformed
 * or unknown is passed over, as a browser does: the rest still helps. Of several bounds the strictest holds; each
 * `required` stands for itself, also one that is repeated, and each `allowed` adds to the others. Undefined where nothing
 * is said.
 */
export function parseSiteRules(text: string): SiteRules | undefined {
  if (text.length > longestText) return undefined;
  const properties = [...propertiesOf(new Reader(text))];
  const all = (name: string): string[][] => properties.flatMap((one) => (one.name === name ? [one.values] : []));
  const numbers = (name: string): number[] => all(name).flatMap(([value = '']) => wholeNumber(value));
  const required = withinReason(all('required').map(charactersOf).filter(Boolean));
  const allowed = charactersOf(all('allowed').flat());
  const [min, max, row] = [numbers('minlength'), numbers('maxlength'), numbers('max-consecutive')];
  const bounds = {
    ...(min.length > 0 && { minLength: Math.max(...min) }),
    ...(max.length > 0 && { maxLength: Math.min(...max) }),
    ...(row.length > 0 && { mostInRow: Math.min(...row, loosestRow) }),
  };
  if (required.length === 0 && allowed === '' && Object.keys(bounds).length === 0) return undefined;
  return { ...bounds, required, allowed };
}

/** What is required, as far as anybody requires it. */
function withinReason(required: readonly string[]): string[] {
  const kinds = [...Map.groupBy(required, (characters) => characters).values()];
  return kinds.slice(0, mostRequired).flatMap((same) => same.slice(0, mostOfOne));
}

/** Above 0, and without the numbers that are too great to be one: no bound at all would be as good. */
function wholeNumber(text: string): number[] {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return number > 0 ? [number] : [];
}

/** All characters of these classes, each once, in one order. */
function charactersOf(values: readonly string[]): string {
  const all = values.map((value) => {
    if (value.startsWith('[')) return value.slice(1);
    const name = value.toLowerCase();
    return Object.hasOwn(named, name) ? named[name] : '';
  });
  return [...new Set(all.join(''))].sort().join('');
}

interface Property {
  readonly name: string;
  /** Words as they stand; a class of characters as `[` and its characters. */
  readonly values: string[];
}

function* propertiesOf(reader: Reader): Generator<Property> {
  while (!reader.isAtEnd()) {
    const name = reader.word(':;').toLowerCase();
    if (reader.take(':')) yield { name, values: [...valuesOf(reader)] };
    reader.take(';');
  }
}

function* valuesOf(reader: Reader): Generator<string> {
  do {
    const characters = reader.characterClass();
    if (characters !== undefined) yield `[${characters}`;
    // After a class only the next comma or semicolon counts.
    const word = reader.word(',;');
    if (characters === undefined && word !== '') yield word;
  } while (reader.take(','));
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Goes over this character, if it stands here. */
  take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  /** What stands before one of these characters, or before the end. */
  word(ends: string): string {
    const from = this.#at;
    while (!this.isAtEnd() && !ends.includes(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#text.slice(from, this.#at).trim();
  }

  /**
   * A class in brackets: its printable ASCII characters. `]` is one of them only as the last one (`[a]]`), `-` only as the
   * first one; elsewhere a `-` means nothing. Undefined where none begins; one that never ends is empty.
   */
  characterClass(): string | undefined {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    if (!this.take('[')) return undefined;
    const from = this.#at;
    const end = this.#text.indexOf(']', from);
    if (end < 0) {
      this.#at = this.#text.length;
      return '';
    }
    const last = this.#text[end + 1] === ']' ? end + 1 : end;
    this.#at = last + 1;
    return Array.from(this.#text.slice(from, last))
      .filter((character, at) => /^[ -~]$/.test(character) && (character !== '-' || at === 0))
      .join('');
  }
}
