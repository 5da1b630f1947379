import { digest, kdf, wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, fromId, u16 } from '../../encoding/index.ts';
import type { EscrowBox } from '../../wire/index.ts';
import { FORMAT, writeEscrowQuestions } from '../../wire/index.ts';

/** Whose escrow it is, and which of its slots the backup key opens. */
export interface EscrowPlace {
  readonly account: Id;
  readonly slot: Id;
}

/** What the box is sealed under: nobody has it without all answers and the store's part. `output`: 64 bytes of the OPRF. */
export function boxKey(stretched: Bytes, output: Bytes): Bytes {
  const both = associate('escrow/box', { stretched, output });
  const key = kdf(both, 'escrow/box');
  wipe(both);
  return key;
}

/** Binds a box to its place, its salt and the questions exactly as they are shown. */
export function bindingOf({ account, slot }: EscrowPlace, { salt, questions }: Omit<EscrowBox, 'box'>): Bytes {
  const shown = digest('escrow/questions', { questions: writeEscrowQuestions(questions) });
  return associate('escrow', {
    format: u16(FORMAT),
    account: fromId(account),
    slot: fromId(slot),
    salt,
    questions: shown,
  });
}
