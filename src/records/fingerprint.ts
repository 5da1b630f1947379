import type { Bytes } from '../encoding/index.ts';
import { toBase32 } from '../encoding/index.ts';

const LETTERS = 8;
const GROUP = 4;
const ENOUGH_BYTES = 5;

/** The first letters of a head, as people compare them: `XXXX-XXXX`. */
export function headFingerprint(head: Bytes): string {
  const letters = toBase32(head.slice(0, ENOUGH_BYTES)).slice(0, LETTERS);
  return `${letters.slice(0, GROUP)}-${letters.slice(GROUP)}`;
}
