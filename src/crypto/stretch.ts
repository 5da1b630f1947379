import type { Bytes } from '../encoding/index.ts';
import { StretchParametersError } from './errors.ts';
import { randomBytes } from './random.ts';

const STRETCH_SALT_BYTES = 16;

/** Argon2id (RFC 9106), version 19. */
export interface StretchParameters {
  /** 16 random bytes. */
  readonly salt: Bytes;
  /** Passes. */
  readonly t: number;
  /** Memory in KiB. */
  readonly m: number;
  /** Lanes. */
  readonly p: 4;
}

/**
 * Argon2id of an already normalised password, 32 bytes unless told. Blocks its thread for about half a second: it belongs into a
 * worker.
 */
export type Stretch = (password: Bytes, parameters: StretchParameters, length?: number) => Promise<Bytes>;

/** Floor and ceiling of format 1 (protocol 2.1): 64 MiB to 1 GiB, 3 to 10 passes, always 4 lanes. */
const FLOOR = { t: 3, m: 64 * 1024 };
const CEILING = { t: 10, m: 1024 * 1024 };
const LANES = 4;

/** What a new password slot uses, with a fresh salt; whatever has a salt of its own (16 bytes) names it. */
export function defaultStretch(salt = randomBytes(STRETCH_SALT_BYTES)): StretchParameters {
  return { salt, ...FLOOR, p: LANES };
}

function within(value: unknown, floor: number, ceiling: number): boolean {
  return Number.isInteger(value) && Number(value) >= floor && Number(value) <= ceiling;
}

/**
 * Refuses parameters outside format 1 before anything is derived, wherever they come from: a store that names a low cost
 * wants to guess, one that names a high cost wants to stop us. Throws StretchParametersError.
 */
export function checkStretch(parameters: unknown): asserts parameters is StretchParameters {
  if (typeof parameters !== 'object' || parameters === null) throw new StretchParametersError();
  const { salt, t, m, p } = parameters as Readonly<Partial<Record<string, unknown>>>;
  const salted = salt instanceof Uint8Array && salt.length === STRETCH_SALT_BYTES;
  const sized = within(t, FLOOR.t, CEILING.t) && within(m, FLOOR.m, CEILING.m) && p === LANES;
  if (!salted || !sized) throw new StretchParametersError();
}
