import type { Bytes } from './bytes.ts';
import { MalformedError } from './errors.ts';
import { fromUtf8, toUtf8 } from './text.ts';

/** A JSON value as UTF-8. Throws MalformedError for what JSON cannot say (undefined, a function, a cycle, a bigint). */
export function toJson(value: unknown): Bytes {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    text = undefined;
  }
  if (text === undefined) throw new MalformedError('not a JSON value');
  return toUtf8(text);
}

/** Reads UTF-8 JSON. Throws MalformedError. The caller must check the shape: nothing about it is promised. */
export function fromJson(source: Bytes): unknown {
  const text = fromUtf8(source);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new MalformedError('not JSON');
  }
}

/** Whether `source` is what `toJson` writes for the value that was read from it, and no other spelling of it. */
export function isExactJson(source: Bytes, value: unknown): boolean {
  try {
    return JSON.stringify(value) === fromUtf8(source);
  } catch {
    // Nested so deeply that it can be read, and not be written.
    return false;
  }
}
