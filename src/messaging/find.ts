import type { Bytes } from '../encoding/index.ts';
import { bytes, fromBase64 } from '../encoding/index.ts';
import { armorPrefix } from '../typed/index.ts';
import { base64Length } from './armor.ts';
import { closedLengths } from './checksum.ts';
import { ArmorCutError, ArmorDamagedError, ArmorVersionError } from './errors.ts';
import { CHECKSUM_BYTES, kindOf, lengthsOf, VERSION } from './layout.ts';
import type { Kind } from './layout.ts';
import { readRun } from './run.ts';
import type { Run } from './run.ts';

/** An armored text in a longer one: where it stands, and how it reads without what sites added. */
export interface Armored {
  readonly start: number;
  readonly end: number;
  readonly armored: string;
}

/** What sites put between the letters of the prefix: hyphens, zero-width characters, escapes, spaces before colons. */
const between = '[^\\p{L}\\p{N}:&]{0,12}';
const letters = ['[LＬ]', '[KＫ]', '[1１]', '(?:[:：︓﹕]|&(?:amp;)*(?:#58|#x3a|colon);|%(?:25)*3[aA]|\\\\+u003[aA])'];
const prefix = new RegExp(letters.join(between), 'gu');

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const sextets = new Map(Array.from(alphabet, (character, value) => [character, value]));

/** Every whole armored text in `text`, in order. Damaged ones and those of a newer version are not among them. */
export function findArmored(text: string): Armored[] {
  return places(text).flatMap(({ start, body, end }) => {
    const run = readRun(text, body, end);
    const [length] = lengthsIn(run);
    if (length === undefined) return [];
    return [{ start, end: run.ends[base64Length(length) - 1] ?? body, armored: armorPrefix + spell(run, length) }];
  });
}

/**
 * What the first armored text in `text` may be, likeliest first, without its checksum: two bytes close by chance one time in
 * 65,536, at the end of a wrapped line or in the words behind, and whoever wrote those can make them close. Only the seal
 * says which is genuine. Throws ArmorDamagedError (also when there is none), ArmorCutError and ArmorVersionError.
 */
export function dearmor(text: string): [Bytes, ...Bytes[]] {
  const [place] = places(text);
  if (!place) throw new ArmorDamagedError();
  const run = readRun(text, place.body, place.end);
  const [first, ...others] = lengthsIn(run).map((length) => decode(spell(run, length)).slice(0, -CHECKSUM_BYTES));
  if (first) return [first, ...others];
  if (isNewer(run)) throw new ArmorVersionError();
  throw isCut(text, run) ? new ArmorCutError() : new ArmorDamagedError();
}

/** What the first armored text in `text` is. Throws ArmorDamagedError (also when there is none) and ArmorVersionError. */
export function kindOfText(text: string): Kind {
  const kind = kindOf(dearmor(text)[0][1]);
  if (kind === undefined) throw new ArmorVersionError();
  return kind;
}

/** Where prefixes stand; a text can reach at most to the next one. */
function places(text: string): { start: number; body: number; end: number }[] {
  const found = [...text.matchAll(prefix)];
  return found.map((match, i) => ({
    start: match.index,
    body: match.index + match[0].length,
    end: found[i + 1]?.index ?? text.length,
  }));
}

/**
 * The lengths in bytes, checksum included, of what the run may begin with, likeliest first: those that end where something
 * else begins, each time the shortest first.
 */
function lengthsIn(run: Run): number[] {
  const read = decodeLoosely(run.characters);
  const kind = read[0] === VERSION ? kindOf(read[1]) : undefined;
  if (kind === undefined) return [];
  const fitting = closedLengths(read, lengthsOf(kind, read.length)).filter((length) => isCanonical(run, length));
  const ends = (length: number): boolean => endsAt(run, length);
  return [...fitting.filter(ends), ...fitting.filter((length) => !ends(length))];
}

/** Whether this is a whole text whose version or kind we don't know: its checksum closes at one of the run's gaps. */
function isNewer(run: Run): boolean {
  const read = decodeLoosely(run.characters);
  if (read[0] === VERSION && kindOf(read[1]) !== undefined) return false;
  const lengths = Array.from({ length: read.length }, (_, i) => i + 1).filter((length) => endsAt(run, length));
  return closedLengths(read, lengths).some((length) => length > CHECKSUM_BYTES && isCanonical(run, length));
}

const ellipsis = /^\s*(?:…|\.{3})/u;

/** Whether a site says that a text which closes nowhere goes on. One that it cuts without a word can't be told from a damaged one. */
function isCut(source: string, run: Run): boolean {
  return run.ends.some((end, at) => run.starts[at + 1] !== end && ellipsis.test(source.slice(end, end + 8)));
}

/** Whether something that is not base64 stands after this many bytes. */
function endsAt(run: Run, length: number): boolean {
  const last = base64Length(length) - 1;
  return run.starts[last + 1] !== run.ends[last];
}

function spell(run: Run, length: number): string {
  return run.characters.slice(0, base64Length(length));
}

/** Unused bits of the last character must be 0, or two spellings would mean the same text. */
function isCanonical(run: Run, length: number): boolean {
  const unused = base64Length(length) * 6 - length * 8;
  const last = sextets.get(spell(run, length).at(-1) ?? '') ?? 0;
  return (last & (2 ** unused - 1)) === 0;
}

function decode(characters: string): Bytes {
  return fromBase64(characters.padEnd(Math.ceil(characters.length / 4) * 4, '='));
}

/** All whole bytes of the run, wherever the text in it may end. */
function decodeLoosely(characters: string): Bytes {
  const out = bytes(Math.floor((characters.length * 6) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of characters) {
    held = ((held << 6) | (sextets.get(character) ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out[at] = held >> bits;
    at += 1;
  }
  return out;
}
