import { base32nopad, base64, base64url, hex } from '@scure/base';
import type { Bytes } from './bytes.ts';
import { MalformedError, MalformedTextError } from './errors.ts';

/** Made once: unlocking and opening records do this ten thousand times. */
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Runs a decoder whose errors may quote the input, and drops what they say. */
function decode(kind: string, read: () => Uint8Array): Bytes {
  try {
    return read() as Bytes;
  } catch {
    throw new MalformedError(`not ${kind}`);
  }
}

/**
 * UTF-8. Throws MalformedTextError for a lone surrogate: the platform's encoder would silently replace it, and two texts
 * would share one encoding. Text typed by people goes through `toJson`, which keeps lone surrogates.
 */
export function toUtf8(text: string): Bytes {
  if (!text.isWellFormed()) throw new MalformedTextError();
  return encoder.encode(text);
}

/** Strict UTF-8: throws MalformedError for anything that `toUtf8` could not have written. A leading BOM is kept. */
export function fromUtf8(source: Bytes): string {
  try {
    return decoder.decode(source);
  } catch {
    throw new MalformedError('not UTF-8');
  }
}

/** Lower-case hexadecimal. */
export function toHex(source: Bytes): string {
  return hex.encode(source);
}

/** Reads lower-case hexadecimal. Throws MalformedError. */
export function fromHex(text: string): Bytes {
  if (/[A-F]/.test(text)) throw new MalformedError('not lower-case hexadecimal');
  return decode('hexadecimal', () => hex.decode(text));
}

/** Base64, RFC 4648 section 4, padded. */
export function toBase64(source: Bytes): string {
  return base64.encode(source);
}

/** Reads padded base64; no white space, no stray bits in the last character. Throws MalformedError. */
export function fromBase64(text: string): Bytes {
  return decode('base64', () => base64.decode(text));
}

/** Base64url, RFC 4648 section 5, without padding. */
export function toBase64url(source: Bytes): string {
  return base64url.encode(source).replace(/=+$/, '');
}

/** Reads unpadded base64url; no padding, no white space, no stray bits. Throws MalformedError. */
export function fromBase64url(text: string): Bytes {
  if (text.includes('=')) throw new MalformedError('not unpadded base64url');
  const padding = '='.repeat((4 - (text.length % 4)) % 4);
  return decode('base64url', () => base64url.decode(text + padding));
}

/** Base32, RFC 4648 section 6, upper case, without padding. */
export function toBase32(source: Bytes): string {
  return base32nopad.encode(source);
}

/** Reads upper-case unpadded base32. Throws MalformedError. */
export function fromBase32(text: string): Bytes {
  return decode('base32', () => base32nopad.decode(text));
}
