import type { StretchParameters } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { associate, concat, join, toUtf8, u16 } from '../../encoding/index.ts';
import { answerForm } from '../../typed/index.ts';

/** What the answers are stretched of: each in its one form, with its length. Throws AnswerError. */
export function answersInput(answers: readonly string[]): Bytes {
  const forms = answers.map((answer) => {
    const form = toUtf8(answerForm(answer));
    return concat(u16(form.length), form);
  });
  return associate('escrow/answers', { answers: join(forms) });
}

/** Argon2id for answers, a constant of the format: 256 MiB, 3 passes, 4 lanes (protocol 7). `salt`: 16 bytes. */
export function answersStretch(salt: Bytes): StretchParameters {
  return { salt, t: 3, m: 256 * 1024, p: 4 };
}
