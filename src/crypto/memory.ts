import type { Bytes } from '../encoding/index.ts';

/** Whether two byte strings are the same, in time that depends on their lengths only. */
export function equal(a: Bytes, b: Bytes): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i += 1) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

/**
 * Overwrites secrets with zeros. An honest limit: strings, copies made by the engine and imported key handles are beyond
 * reach; this shortens the life of what we hold ourselves.
 */
export function wipe(...secrets: readonly Bytes[]): void {
  for (const secret of secrets) secret.fill(0);
}
