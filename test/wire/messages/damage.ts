import { expect } from 'vitest';
import type { Bytes } from '../../../src/encoding/index.ts';
import { fromJson, MalformedError, toJson } from '../../../src/encoding/index.ts';

/** Expects that nothing shorter is taken: of every length, or of so many lengths evenly apart. */
export function everyTruncation(source: Bytes, read: (source: Bytes) => unknown, lengths = source.length): void {
  const step = Math.max(1, Math.floor(source.length / lengths));
  for (let length = 0; length < source.length; length += step) {
    expect(() => read(source.subarray(0, length))).toThrow(MalformedError);
  }
}

/** JSON with something changed in it, at a path. */
export function changed(source: Bytes, path: readonly (string | number)[], value: unknown): Bytes {
  const root = fromJson(source) as Record<string | number, unknown>;
  let inner = root;
  for (const step of path.slice(0, -1)) inner = inner[step] as typeof inner;
  inner[path.at(-1) ?? ''] = value;
  return toJson(root);
}
