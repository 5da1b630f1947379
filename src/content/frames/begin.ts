import type { Begun } from '../../rpc/index.ts';
import { bringForms, isUnknown, takesMessages } from '../document/index.ts';
import type { Frames } from '../document/index.ts';
import { focusedField } from '../writing/index.ts';
import { nearestText, selectedText } from './texts-here.ts';

/** Opens the frame for what a person means; undefined: there is nothing to begin at in this document. */
export async function beginWith(frames: Pick<Frames, 'compose' | 'reveal'>, what: Begun): Promise<true | undefined> {
  const selected = what === 'write' ? undefined : selectedText();
  if (selected) return begun(frames.reveal(selected));
  const field = what === 'read' ? undefined : focusedField();
  if (field && isUnknown(field)) await bringForms();
  if (field && takesMessages(field)) return begun(frames.compose(field));
  const nearest = what === 'write' ? undefined : nearestText();
  return nearest && begun(frames.reveal(nearest));
}

async function begun(work: Promise<void>): Promise<true> {
  await work;
  return true;
}
