import type { WriteOutcome } from '../../rpc/index.ts';
import type { Helper } from './field.ts';
import { insertByCommand } from './commands.ts';
import { comes, settled } from './settled.ts';
import { textOf } from './text.ts';

/** Editors of this kind draw a frame later. */
const drawing = 400;

/**
 * Editors whose keys go to a helper that nobody sees. Where their own caret is can't be known, so the text is kept apart
 * from whatever stands before it, and nothing is replaced. What the editor shows afterwards, it has drawn from its model.
 */
export async function writeHelper(
  { element, input }: Helper,
  armored: string,
  replace: boolean,
): Promise<WriteOutcome> {
  if (replace || !(input instanceof HTMLTextAreaElement)) return 'paste';
  input.focus({ preventScroll: true });
  await settled();
  const before = reading(element);
  insertByCommand(input, ` ${armored}`);
  if (await comes(() => reading(element).includes(armored), drawing)) return 'put';
  return reading(element) === before ? 'paste' : 'unproven';
}

/** What is seen, line by line as it is seen: editors that recycle lines hold them in another order. */
function reading(element: HTMLElement): string {
  const lines = [...element.querySelectorAll<HTMLElement>('.view-line')];
  const inOrder = lines.toSorted((one, other) => one.offsetTop - other.offsetTop);
  const text = inOrder.length > 0 ? inOrder.map((line) => line.textContent).join('') : textOf(element);
  return text.replace(/[\s\u200b-\u200f\ufeff]/g, '');
}
