import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { bytesOf, encode } from '../format/index.ts';

/** How many questions an escrow has, and characters of one (protocol 7). */
export const FEWEST_QUESTIONS = 3;
export const MOST_QUESTIONS = 7;
const MOST_QUESTION_CHARACTERS = 200;
/** Committing AEAD of the backup key: salt 24, commitment 32, key 32, tag 16. */
export const ESCROW_BOX_BYTES = 104;
export const ESCROW_SALT_BYTES = 16;

const question = v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_QUESTION_CHARACTERS));
/** As shown, in this order: the box is bound to them. */
export const escrowQuestions = v.pipe(v.array(question), v.minLength(FEWEST_QUESTIONS), v.maxLength(MOST_QUESTIONS));

/** An escrow as its keyring keeps it: what a drill asks and opens (protocol 7). */
export const escrowBox = v.strictObject({
  salt: bytesOf(ESCROW_SALT_BYTES),
  questions: escrowQuestions,
  box: bytesOf(ESCROW_BOX_BYTES),
});
/** What is asked, and the backup key in a box that only all answers and the store's evaluation open. */
export type EscrowBox = v.InferOutput<typeof escrowBox>;

/** The one encoding of the questions: what a box is bound to the hash of. */
export function writeEscrowQuestions(questions: readonly string[]): Bytes {
  return encode({ questions });
}
