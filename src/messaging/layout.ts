import { padme } from '../encoding/index.ts';

/** The version of everything in this room (protocol 8); authenticated as the first byte of each text. */
export const VERSION = 1;

/** Second byte of a text. A number is never used again for another kind. */
export const kinds = { message: 1, self: 2, card: 3, channel: 4 } as const;
export type Kind = keyof typeof kinds;

/**
 * Bytes of a text besides its padded plaintext. Message: version, kind, 24-byte id, 16-byte tag. Self: version, kind,
 * 4-byte epoch id, 16-byte id, 16-byte tag. Card: version, kind, and behind what is padded a signature. Channel: version, kind,
 * 16-byte channel id, 148 bytes of a sealed announcement, 16-byte id, 16-byte tag.
 */
const overheads: Readonly<Record<Kind, number>> = {
  message: 2 + 24 + 16,
  self: 2 + 4 + 16 + 16,
  card: 2 + 64,
  channel: 2 + 16 + 148 + 16 + 16,
};

export const CHECKSUM_BYTES = 2;

/** Bytes around the padded plaintext of a text of this kind, checksum included. */
export function overheadOf(kind: Kind): number {
  return overheads[kind] + CHECKSUM_BYTES;
}

/** The kind with this number; undefined: made by a newer Latchkey. */
export function kindOf(code: number | undefined): Kind | undefined {
  return (Object.keys(kinds) as Kind[]).find((kind) => kinds[kind] === code);
}

/** Every length in bytes that a text of this kind can have up to `limit`, checksum included, ascending. */
export function* lengthsOf(kind: Kind, limit: number): Generator<number> {
  for (let padded = padme(1); overheadOf(kind) + padded <= limit; padded = padme(padded + 1)) {
    yield overheadOf(kind) + padded;
  }
}
