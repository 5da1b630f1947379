/** How many code points are looked at together: so many that the two halves of a surrogate pair are never in one text. */
const TOGETHER = 0x400;
const END = 0x110000;
const ASTRAL = 0x10000;

/**
 * The code points for which a Unicode property holds, by the browser's own tables: three numbers a range, which are its
 * first, its last and 1, as RE2JS keeps ranges. `properties` as between the braces of `\p{}`; one of them is enough. Throws
 * a SyntaxError for what this browser doesn't know.
 */
export function rangesOf(...properties: readonly string[]): Uint32Array {
  const run = new RegExp(`[${properties.map((property) => `\\p{${property}}`).join('')}]+`, 'gu');
  const ranges: number[] = [];
  for (let base = 0; base < END; base += TOGETHER) {
    const units = base < ASTRAL ? 1 : 2;
    let text = '';
    for (let point = base; point < base + TOGETHER; point += 1) text += String.fromCodePoint(point);
    for (let found = run.exec(text); found; found = run.exec(text)) {
      const first = base + found.index / units;
      const last = base + run.lastIndex / units - 1;
      if (ranges.at(-2) === first - 1) ranges[ranges.length - 2] = last;
      else ranges.push(first, last, 1);
    }
  }
  return Uint32Array.from(ranges);
}
