import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import {
  MalformedError,
  fromBase64url,
  fromJson,
  isExactJson,
  isId,
  toBase64url,
  toJson,
} from '../../encoding/index.ts';
import { FormatError } from './errors.ts';

/** The one format of everything in this room (protocol 1). It is authenticated wherever something is sealed or signed. */
export const FORMAT = 1;

/** The parts that every shape is made of. Bytes stand in JSON as unpadded base64url. */
export const id = v.pipe(
  v.string(),
  v.check((text: string) => isId(text)),
);
export const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Generations, revisions, sequence numbers and list versions: counted from 1, in four bytes where they are bytes. */
export const counter = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(0xffff_ffff));
export const name = v.pipe(v.string(), v.maxLength(1_000));
/** The longest origin: a host has 253 characters. */
export const MOST_ORIGIN_CHARACTERS = 300;

export const someBytes = v.pipe(v.string(), v.transform(fromBase64url));

export function bytesOf(length: number) {
  return v.pipe(
    someBytes,
    v.check((value) => value.length === length),
  );
}

/** A list in which no two entries share what `key` says of them. */
export function unique<T>(key: (entry: T) => string) {
  return v.check((list: T[]) => new Set(list.map(key)).size === list.length);
}

/**
 * Reads JSON of a shape with its format; unknown fields are refused, and any spelling but that of `encode`: what is signed,
 * sealed or hashed has one. Throws FormatError for another format, before
 * anything else is looked at, and MalformedError. `most`: bytes, judged before anything is read; absent for what a key opened, or
 * what lies on this device.
 */
export function decode<S extends v.GenericSchema>(schema: S, source: Bytes, most = Infinity): v.InferOutput<S> {
  if (source.length > most) throw new MalformedError('longer than it may be');
  const value = fromJson(source);
  if (!isObject(value)) throw new MalformedError('not of the expected shape');
  const { format, ...rest } = value;
  if (format !== FORMAT) throw Number.isSafeInteger(format) ? new FormatError() : new MalformedError('no format');
  const read = parse(schema, rest);
  if (!isExactJson(source, value)) throw new MalformedError('spelt in another way');
  return read;
}

/** A JSON value as a shape. Throws MalformedError. */
export function parse<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  // The issues quote what was read, and some of it is secret: they are dropped.
  if (!result.success) throw new MalformedError('not of the expected shape');
  return result.output;
}

/** Writes a shape with its format as JSON. The inverse of `decode` for values that its schema describes. */
export function encode(value: object): Bytes {
  return toJson(encodeValue({ format: FORMAT, ...value }));
}

/** The JSON value of a shape: bytes become base64url. */
export function encodeValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return toBase64url(value as Bytes);
  if (Array.isArray(value)) return value.map(encodeValue);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, encodeValue(entry)]));
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
