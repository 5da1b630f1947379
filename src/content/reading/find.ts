import { flowFrom } from './flow.ts';
import type { Reader } from './flow.ts';
import { readLines } from './lines.ts';
import type { Place } from './place.ts';
import { between, findLikely, longestPrefix } from './search.ts';
import { roughly, whatIsSeen } from './unseen.ts';

const prefix = new RegExp(
  `^L${between}K${between}1${between}(?:[:：︓﹕]|&(?:amp;)*(?:#58|#x3a|colon);|%(?:25)*3a|\\\\+u003a)`,
  'iu',
);

/** Fewer base64 characters than any armored text has after its prefix. */
const shortest = 55;
/** Enough to tell whether it is one, in characters. */
const enough = 600;

/** Every place in or below `root` where a prefix begins, also one that was there before and goes on in `root`. */
export function findBegun(root: Node): Place[] {
  return findLikely(root).filter(isThere);
}

/** Whether a prefix stands where it was found. */
export function isThere(place: Place): boolean {
  const { node, offset } = place;
  if (!node.isConnected || node.data[offset] !== 'L') return false;
  if (prefix.test(node.data.slice(offset, offset + longestPrefix))) return true;
  const rough = headOf(place, roughly);
  if (prefix.test(rough)) return true;
  return mayHide.test(rough) && prefix.test(headOf(place, whatIsSeen(node)));
}

/** What a prefix looks like with something between its letters that nobody sees. */
const mayHide = /K[^]*1[^]*(?:[:：︓﹕;]|3a)/iu;

function headOf({ node, offset }: Place, reader: Reader): string {
  let text = '';
  for (const bit of flowFrom(node, reader)) {
    text += bit.node === node ? bit.node.data.slice(offset) : bit.node.data;
    if (text.length > longestPrefix) break;
  }
  return text;
}

/** Its version makes every armored text go on with "A", and it is long; the background says whether it is whole. */
export function looksArmored(place: Place): boolean {
  return [() => roughly, whatIsSeen].some((reader) => {
    const after =
      readLines(place, reader(place.node), enough).join('\n').replace(prefix, '').split(nextPrefix)[0] ?? '';
    const characters = after.replace(/[^A-Za-z0-9+/]/g, '');
    return characters.startsWith('A') && characters.length >= shortest;
  });
}

/** The first armored text in a text that no page draws as one: what stands in a field. */
export function sealedIn(value: string): Place | undefined {
  const node = new Text(value);
  return [...value.matchAll(/L/g)]
    .filter(({ index }) => prefix.test(value.slice(index, index + longestPrefix)))
    .map(({ index }) => ({ node, offset: index }))
    .find(looksArmored);
}

const nextPrefix = new RegExp(`L${between}K${between}1${between}:`, 'u');
