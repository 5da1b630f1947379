import type { Place } from './place.ts';
import { readLines } from './lines.ts';
import { withoutMargins } from './margin.ts';
import { everything, whatIsSeen } from './unseen.ts';

/** The most that is read as one text, in characters. */
const longest = 180_000;

/**
 * How an armored text may read, likeliest first: which digits are line numbers, and whether what is folded away belongs to
 * it, is told by its checksum and its seal, which we can't ask here.
 */
export function readingsOf(place: Place): string[] {
  const seen = readLines(place, whatIsSeen(place.node), longest);
  const all = readLines(place, everything, longest);
  const readings = [withoutMargins(seen), seen, withoutMargins(all), all];
  return [...new Set(readings.map((lines) => lines.join('\n').slice(0, longest)))];
}
