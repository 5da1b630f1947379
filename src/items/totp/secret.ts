import type { HotpHash } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';

/** What codes are made of. */
export interface TotpSecret {
  /** At least one byte. */
  readonly seed: Bytes;
  readonly hash: HotpHash;
  /** Seconds that a code lasts, 1 to 300. */
  readonly period: number;
  /** How the 31 bits are written: as 6 to 8 decimal digits, or as Steam does it. */
  readonly written: 6 | 7 | 8 | 'steam';
}

/**
 * Why a text is no secret. `empty`: nothing is there. `counter`: its codes go by a counter (HOTP), which we don't keep.
 * `several`: an authenticator app's export of more than one. `parameters`: it wants a hash, a length or a time that we
 * don't make codes with. `unreadable`: no address of a secret, and no base32.
 */
export type NoSecret = 'empty' | 'counter' | 'several' | 'parameters' | 'unreadable';
