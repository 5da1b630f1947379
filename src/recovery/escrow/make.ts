import type { Stretch } from '../../crypto/index.ts';
import { newOprfKey, oprfOutput, randomBytes, sealCommitting, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError } from '../../encoding/index.ts';
import type { EscrowBox } from '../../wire/index.ts';
import { FEWEST_QUESTIONS, MOST_QUESTIONS } from '../../wire/index.ts';
import type { EscrowPlace } from './box.ts';
import { bindingOf, boxKey } from './box.ts';
import { stretchAnswers } from './open.ts';

const SECRET_BYTES = 32;
const SALT_BYTES = 16;

/** An escrow that nobody has yet. `secret` and `key` are the caller's to wipe. */
export interface NewEscrow {
  /** The backup key: the slot secret, 32 bytes. */
  readonly secret: Bytes;
  /** The store's, 32 bytes: sent once, with the slot, and kept nowhere else. */
  readonly key: Bytes;
  readonly box: EscrowBox;
}

/**
 * A new backup key, and its box under these answers and a new key for the store: it needs no evaluation, and is right by
 * construction. One answer a question, 3 to 7. Throws AnswerError, MalformedError.
 */
export async function makeEscrow(
  place: EscrowPlace,
  questions: readonly string[],
  answers: readonly string[],
  stretch: Stretch,
): Promise<NewEscrow> {
  const { length } = questions;
  const isRight = length === answers.length && length >= FEWEST_QUESTIONS && length <= MOST_QUESTIONS;
  if (!isRight || new Set(questions).size !== length) throw new MalformedError('questions and answers');
  const asked = { salt: randomBytes(SALT_BYTES), questions: [...questions] };
  const stretched = await stretchAnswers(asked, answers, stretch);
  const [secret, key] = [randomBytes(SECRET_BYTES), newOprfKey()];
  const output = oprfOutput(key, stretched);
  const under = boxKey(stretched, output);
  try {
    const box = await sealCommitting(under, secret, bindingOf(place, asked));
    return { secret, key, box: { ...asked, box } };
  } finally {
    wipe(stretched, output, under);
  }
}
