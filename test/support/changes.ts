import type { Bytes } from '../../src/encoding/index.ts';
import { concat } from '../../src/encoding/index.ts';

export interface Change {
  readonly what: string;
  readonly changed: Bytes;
}

/**
 * Every way in which one hand can damage bytes: each byte changed, every shorter beginning and end, bytes added. `every`:
 * only each such place, where there are too many of one kind.
 */
export function* changes(source: Bytes, every = 1): Generator<Change> {
  for (let at = 0; at < source.length; at += every) {
    for (const mask of [0x01, 0x80, 0xff]) {
      const changed = source.slice();
      changed[at] = (changed[at] ?? 0) ^ mask;
      yield { what: `byte ${at} changed by ${mask}`, changed };
    }
  }
  for (let length = 0; length < source.length; length += every) {
    yield { what: `cut to ${length} bytes`, changed: source.slice(0, length) };
    yield { what: `its last ${length} bytes`, changed: source.slice(source.length - length) };
  }
  for (const extra of [Uint8Array.of(0), Uint8Array.of(0xff), source]) {
    yield { what: `${extra.length} bytes appended`, changed: concat(source, extra) };
    yield { what: `${extra.length} bytes put before`, changed: concat(extra, source) };
  }
}
