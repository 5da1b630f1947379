import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { concat, fromJson, MalformedError, readFrames, toJson, writeFrames } from '../../encoding/index.ts';
import { FORMAT, FormatError, parse } from '../format/index.ts';

/*
 * [Note: rows with secrets] In JSON bytes would be strings, which nobody can overwrite. So a row with secrets is two frames: JSON of what
 * is no secret, with the length of every run of bytes in its place, and these bytes one after another. Who reads a row gets copies of them,
 * and wipes both the row and, once they have served, the copies.
 */
const lengthOnly = v.strictObject({ $: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) });

/** Bytes that stand beside the JSON, so many. */
export function besideOf(length: number) {
  return v.pipe(
    beside,
    v.check((value) => value.length === length),
  );
}

export const beside = v.custom<Bytes>((value) => value instanceof Uint8Array);

/** The inverse of `decodeSecret` for values that its schema describes. */
export function encodeSecret(value: object): Bytes {
  const parts: Bytes[] = [];
  const json = toJson(withLengths({ format: FORMAT, ...value }, parts));
  const together = concat(...parts);
  const written = writeFrames([json, together]);
  together.fill(0);
  return written;
}

function withLengths(value: unknown, parts: Bytes[]): unknown {
  if (value instanceof Uint8Array) {
    parts.push(value as Bytes);
    return { $: value.length };
  }
  if (Array.isArray(value)) return value.map((entry) => withLengths(entry, parts));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withLengths(entry, parts)]));
}

/** Reads what `encodeSecret` wrote on this device; bytes are copies. Throws MalformedError, FormatError. */
export function decodeSecret<S extends v.GenericSchema>(schema: S, source: Bytes): v.InferOutput<S> {
  const [json, together] = readFrames(source, 2);
  if (!json || !together) throw new MalformedError('not of the expected shape');
  const place = { together, at: 0 };
  const value = withBytes(fromJson(json), place);
  if (!isObject(value) || place.at !== together.length) throw new MalformedError('not of the expected shape');
  const { format, ...rest } = value;
  if (format !== FORMAT) throw Number.isSafeInteger(format) ? new FormatError() : new MalformedError('no format');
  return parse(schema, rest);
}

interface Place {
  readonly together: Bytes;
  at: number;
}

function withBytes(value: unknown, place: Place): unknown {
  if (Array.isArray(value)) return value.map((entry) => withBytes(entry, place));
  if (!isObject(value)) return value;
  if (v.is(lengthOnly, value)) {
    const begin = place.at;
    place.at += value.$;
    if (place.at > place.together.length) throw new MalformedError('bytes end too early');
    return place.together.slice(begin, place.at);
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withBytes(entry, place)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
