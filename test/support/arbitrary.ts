import fc from 'fast-check';
import type { Bytes } from '../../src/encoding/index.ts';

/** Random bytes; both lengths included. */
export function someBytes(minLength = 0, maxLength = 100): fc.Arbitrary<Bytes> {
  return fc.uint8Array({ minLength, maxLength }).map((array) => Uint8Array.from(array));
}
