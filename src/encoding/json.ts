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

/**
 * Reads JSON as `toJson` writes it and in no other spelling: what is signed, sealed or hashed has one form. Throws
 * MalformedError. The caller must check the shape.
 */
export function fromExactJson(source: Bytes): unknown {
  const value = fromJson(source);
  if (JSON.stringify(value) !== fromUtf8(source)) throw new MalformedError('JSON in another spelling');
  return value;
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
