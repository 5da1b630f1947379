import type { Blinded, Stretch } from '../../crypto/index.ts';
import { DecryptionError, openCommitting, oprfBlind, oprfFinalize, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError } from '../../encoding/index.ts';
import type { EscrowBox } from '../../wire/index.ts';
import { answersInput, answersStretch } from './answers.ts';
import type { EscrowPlace } from './box.ts';
import { bindingOf, boxKey } from './box.ts';

/**
 * What answers come to, 32 bytes, the caller's to wipe: 256 MiB of Argon2id, so `stretch` is a worker's. Throws AnswerError for one that
 * is none, MalformedError for another number of answers than of questions.
 */
export async function stretchAnswers(
  { salt, questions }: Omit<EscrowBox, 'box'>,
  answers: readonly string[],
  stretch: Stretch,
): Promise<Bytes> {
  if (answers.length !== questions.length) throw new MalformedError('another number of answers');
  const input = answersInput(answers);
  try {
    return await stretch(input, answersStretch(salt));
  } finally {
    wipe(input);
  }
}

/** What the store is asked for these answers: `blinded` (32 bytes) goes there and says nothing of them, `blind` stays, and is wiped. */
export function askEvaluation(stretched: Bytes): Blinded {
  return oprfBlind(stretched);
}

/** One evaluation, on both sides of it. */
interface Evaluated {
  readonly stretched: Bytes;
  readonly blind: Bytes;
  /** What the store answered, 32 bytes. */
  readonly evaluated: Bytes;
}

/**
 * The backup key, 32 bytes, the caller's to wipe; or null: an answer was wrong, or box, questions or evaluation are another's; from
 * outside, these are the same. Throws MalformedError for an evaluation that can be none.
 */
export async function openEscrow(
  place: EscrowPlace,
  box: EscrowBox,
  { stretched, blind, evaluated }: Evaluated,
): Promise<Bytes | null> {
  const output = oprfFinalize(stretched, blind, evaluated);
  const key = boxKey(stretched, output);
  try {
    return await openCommitting(key, box.box, bindingOf(place, box));
  } catch (error) {
    if (error instanceof DecryptionError) return null;
    throw error;
  } finally {
    wipe(output, key);
  }
}
