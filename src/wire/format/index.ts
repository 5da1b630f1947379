/*
 * format: what every shape is read with: fields that refuse what they don't know, the format's number, the domains.
 */
export { domains } from './domain.ts';
export type { Domain } from './domain.ts';
export { FormatError, OversizeError } from './errors.ts';
export {
  bytesOf,
  counter,
  decode,
  encode,
  encodeValue,
  FORMAT,
  id,
  MOST_ORIGIN_CHARACTERS,
  name,
  parse,
  someBytes,
  time,
  unique,
} from './fields.ts';
export { decodePadded, encodePadded } from './padded.ts';
export { readSigned, SIGNATURE_BYTES, writeSigned } from './signed.ts';
export type { Signed } from './signed.ts';
