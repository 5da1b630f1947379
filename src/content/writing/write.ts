import type { WriteOutcome } from '../../rpc/index.ts';
import type { Field } from './field.ts';
import { isSeen } from './field.ts';
import { textOf } from './text.ts';
import type { Caret } from './caret.ts';
import { writeHelper } from './helper.ts';
import { writePlain } from './plain.ts';
import { undoOnce, writeRich } from './rich.ts';

/** What stands in the field, as far as that can be known. */
export function readField(field: Field): string {
  if (field.kind === 'plain') return field.element.value;
  return field.kind === 'rich' ? textOf(field.element) : '';
}

/**
 * Puts armored text where the caret was, or in the place of everything, as one step that one undo takes back. If it does
 * not stand there unchanged afterwards, what stood there before is put back, so that nothing of ours is left half done.
 */
export async function writeField(field: Field, caret: Caret, armored: string, replace: boolean): Promise<WriteOutcome> {
  // Gone or hidden since our frame opened: nobody would see what we put there.
  if (!field.element.isConnected || !isSeen(field)) return 'refused';
  switch (field.kind) {
    case 'plain':
      return writePlain(field.element, armored, replace);
    case 'rich':
      return writeRich(field.element, caret, armored, replace);
    case 'helper':
      return writeHelper(field, armored, replace);
  }
}

/** Undoes what was put in last, as the editor's own undo would. Answers whether `armored` is gone. */
export async function takeOut(field: Field, armored: string): Promise<boolean> {
  if (field.kind === 'rich') await undoOnce(field.element, armored);
  return !readField(field).includes(armored);
}
