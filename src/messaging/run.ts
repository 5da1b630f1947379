/** The base64 characters that follow a prefix, with the place of each in the source. */
export interface Run {
  readonly characters: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** More than the longest text that a field of ours takes; keeps a hostile page from making us read for long. */
const LONGEST = 300_000;

const base64 = /^[A-Za-z0-9+/]*$/;

/** Characters that sites show for what they escaped, however often they escaped it. */
const entity = /&(?:amp;|#38;|#x26;)*(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,24}));/iy;
const named: Readonly<Record<string, string>> = { plus: '+', sol: '/' };
/** Escapes of addresses and of program text, however often escaped. */
const percent = /%(?:25)*([\da-f]{2})/iy;
const backslash = /\\+(?:u([\da-f]{4})|x([\da-f]{2})|([nrtfv]))/iy;
const breaking = /<\/?(?:w?br|p|div|span)\b[^<>]{0,200}>/iy;

/** Slashes of typographers: NFKC writes fractions with U+2044. */
const slashes = /[\u2044\u2215\u29f8]/g;

/**
 * Reads on from `start` to `end` and keeps what is base64. Everything else is passed over: line breaks, quote marks,
 * soft hyphens, zero-width characters, entities, tags that break lines. Compatibility forms (NFKC: full-width letters,
 * fractions) count as what they stand for. It may well read into the words after the text: the checksum tells its end.
 */
export function readRun(source: string, start: number, end: number): Run {
  const characters: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = start; at < end && characters.length < LONGEST;) {
    const [next, length] = readOne(source, at);
    for (const character of next) {
      characters.push(character);
      starts.push(at);
      ends.push(at + length);
    }
    at += length;
  }
  return { characters: characters.join(''), starts, ends };
}

/** What stands at one place, as base64 characters (often none), and how much of the source that takes. */
function readOne(source: string, at: number): readonly [string, number] {
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
  if (character === '&') return readEntity(source, at);
  if (character === '%') return readEscape(percent, source, at);
  if (character === '\\') return readEscape(backslash, source, at);
  if (character === '<') return ['', matchLength(breaking, source, at) || 1];
  return [plain(character), character.length];
}

function readEntity(source: string, at: number): readonly [string, number] {
  entity.lastIndex = at;
  const match = entity.exec(source);
  if (!match) return ['', 1];
  const [whole, decimal, hex, name] = match;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
  const meant = name === undefined ? fromCode(code) : (named[name.toLowerCase()] ?? '');
  return [plain(meant), whole.length];
}

function readEscape(pattern: RegExp, source: string, at: number): readonly [string, number] {
  pattern.lastIndex = at;
  const match = pattern.exec(source);
  if (!match) return ['', 1];
  const [whole, ...groups] = match;
  const code = groups.find((group: string | undefined) => group && !/^[nrtfv]$/i.test(group));
  return [code === undefined ? '' : plain(fromCode(Number.parseInt(code, 16))), whole.length];
}

function matchLength(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0].length ?? 0;
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Base64 that a character is or stands for. */
function plain(character: string): string {
  if (base64.test(character)) return character;
  if (character <= '\u007f') return '';
  // A typographer's ± was a + before the hyphen of a broken line.
  const folded = character.normalize('NFKC').replace(slashes, '/').replace('±', '+');
  return base64.test(folded) ? folded : '';
}
