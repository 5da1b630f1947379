import type * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { bytes, concat, MalformedError, u16 } from '../../encoding/index.ts';
import { decode, encode } from './fields.ts';

const LENGTH_BYTES = 2;

/** `length 2 | JSON | zeros`, so many bytes: its length says nothing of what is in it. Throws MalformedError. */
export function encodePadded(value: object, size: number): Bytes {
  const json = encode(value);
  const written = bytes(size);
  if (json.length > size - LENGTH_BYTES) throw new MalformedError('longer than it may be');
  written.set(concat(u16(json.length), json));
  json.fill(0);
  return written;
}

/** Throws MalformedError, FormatError. */
export function decodePadded<S extends v.GenericSchema>(schema: S, source: Bytes, size: number): v.InferOutput<S> {
  if (source.length !== size) throw new MalformedError('not of the expected shape');
  const end = LENGTH_BYTES + new DataView(source.buffer, source.byteOffset).getUint16(0);
  if (end > size || source.subarray(end).some((byte) => byte !== 0))
    throw new MalformedError('not of the expected shape');
  const json = source.slice(LENGTH_BYTES, end);
  try {
    return decode(schema, json);
  } finally {
    json.fill(0);
  }
}
