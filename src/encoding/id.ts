import type { Bytes } from './bytes.ts';
import { MalformedError } from './errors.ts';
import { fromBase64url, toBase64url } from './text.ts';

/** 16 bytes as 22 characters of unpadded base64url: the one text form of every identifier. */
export type Id = string;

export const ID_BYTES = 16;

/** The id of 16 bytes. Throws MalformedError for another length. */
export function toId(source: Bytes): Id {
  if (source.length !== ID_BYTES) throw new MalformedError('not an id');
  return toBase64url(source);
}

/** The 16 bytes of an id. Throws MalformedError. */
export function fromId(id: Id): Bytes {
  const source = fromBase64url(id);
  if (source.length !== ID_BYTES) throw new MalformedError('not an id');
  return source;
}

/** Whether a value is an id in its one text form. */
export function isId(value: unknown): value is Id {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{21}[AQgw]$/.test(value);
}
