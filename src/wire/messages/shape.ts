import type * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError } from '../../encoding/index.ts';
import { encode, encodeValue, parse } from '../format/index.ts';

/**
 * Writes a value of a shape with its fields in the order of its schema, so that who hashes what they read gets what the writer
 * hashed. Throws MalformedError for what its reader would refuse.
 */
export function encodeShape<S extends v.GenericSchema>(schema: S, value: v.InferOutput<S>, most: number): Bytes {
  const encoded = encode(parse(schema, encodeValue(value)) as object);
  if (encoded.length > most) throw new MalformedError('longer than it may be');
  return encoded;
}
