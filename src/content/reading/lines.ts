import { flowFrom } from './flow.ts';
import type { Reader } from './flow.ts';
import type { Place } from './place.ts';
import { isWhole, withoutMargin } from './margin.ts';

/** Lines that are no part of a text, one after another, at which it is over. */
const strangers = 3;

/**
 * The lines from the prefix on, as they are drawn. It goes a little too far: where the text ends is told by its checksum.
 * `most`: in characters.
 */
export function readLines({ node, offset }: Place, reader: Reader, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  let length = 0;
  let strange = 0;
  const end = (): void => {
    strange = lines.length === 0 || isWhole(withoutMargin(line)) ? 0 : strange + 1;
    lines.push(line);
    line = '';
  };
  for (const bit of flowFrom(node, reader)) {
    const [first = '', ...others] = (bit.node === node ? node.data.slice(offset) : bit.node.data).split('\n');
    if (bit.breaks) end();
    line += first;
    length += first.length;
    for (const other of others) {
      end();
      line = other;
      length += other.length + 1;
    }
    if (length > most || strange >= strangers) break;
  }
  end();
  return lines;
}
