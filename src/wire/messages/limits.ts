/*
 * How large what two people's devices say to each other may be. Bounds on work, judged by length before anything is read.
 */

/** Bytes of a ratchet's sealed header, and of its sealed KEM block (protocol 8.2). */
export const RATCHET_HEADER_BYTES = 68;
export const RATCHET_BLOCK_BYTES = 2_288;
/** Bytes of an ML-KEM-768 public key, and of a ciphertext for one (FIPS 203, table 3). */
export const KEM_KEY_BYTES = 1_184;
export const KEM_CIPHERTEXT_BYTES = 1_088;

/** People that one message may go to, and those that a conversation may have besides its reader (protocol 8.5). */
export const MOST_RECIPIENTS = 32;
/** Devices of one person that a text goes to: with so many people this bounds the sessions that one text makes a device step. */
export const MOST_RECIPIENT_DEVICES = 8;
/** Bytes of a body: 32 recipients take less than 7,000. */
export const MOST_BODY_BYTES = 16_384;
/** Bytes of what travels of a set-up: certificate, card and KEM ciphertext take less than 4,000. */
export const MOST_SET_UP_BYTES = 6_144;
/** What an envelope is padded to a multiple of, in bytes: so much does its length say. */
export const ENVELOPE_STEP = 4_096;
/** Bytes of an envelope once opened, and sealed: HPKE adds enc 32, commit 32 and tag 16. */
export const MOST_OPENED_BYTES = 8 * ENVELOPE_STEP;
const SEAL_BYTES = 80;
export const MOST_ENVELOPE_BYTES = MOST_OPENED_BYTES + SEAL_BYTES;

/** Whether a sealed envelope may have so many bytes: its length says no more than how many steps it has. */
export function isEnvelopeLength(length: number): boolean {
  const opened = length - SEAL_BYTES;
  return opened > 0 && opened <= MOST_OPENED_BYTES && opened % ENVELOPE_STEP === 0;
}

/** A signed pre-key, encoded: a KEM's is the longest. */
export const MOST_PRE_KEY_BYTES = 2_048;
/** Bytes of a signed card, encoded: the longest name takes 256, the longest store 300. */
export const MOST_CARD_BYTES = 768;

/** The longest that a message may be set to live, in milliseconds: 90 days (protocol 8.8). */
export const LONGEST_PERIOD = 90 * 86_400_000;

/** Keys of a channel that are remembered, of two browsers at once (protocol 8.9); characters of its name and of a chat password. */
export const MOST_CHANNEL_KEYS = 256;
export const MOST_CHANNEL_NAME = 80;
export const MOST_CHAT_PASSWORD = 4_096;

/** Bytes of a sealed announcement: salt 24, commitment 32, number 4, parent 32, key 32, time 8, tag 16. */
export const ANNOUNCEMENT_BYTES = 148;

/** Characters of one text, as it is typed: more is refused before anything is sealed. */
export const MOST_TEXT_CHARACTERS = 100_000;
