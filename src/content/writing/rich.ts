import type { WriteOutcome } from '../../rpc/index.ts';
import type { Caret } from './caret.ts';
import { select, spacedAt } from './caret.ts';
import { askBefore, insertByCommand, paste, pressNothing, undoByCommand } from './commands.ts';
import { believesDom, keepsAtKey, takesPasteFirst } from './families.ts';
import { comes, settled } from './settled.ts';
import { textOf } from './text.ts';

/** An editor that has said it does the work itself may draw later than one that says nothing. */
const drawing = 400;

interface Way {
  /** Does it; answers whether somebody says that it was done. */
  readonly put: (element: HTMLElement, text: string) => boolean;
  /** What stands there afterwards, the page's own code has drawn. */
  readonly isProof: boolean;
}

const asking: Way = { put: (element, text) => askBefore(element, 'insertText', text), isProof: true };
const typing: Way = { put: insertByCommand, isProof: false };
const pasting: Way = { put: paste, isProof: true };

/** Elements that the page's code edits: what they show may be anything but what the page will send. */
export async function writeRich(
  element: HTMLElement,
  caret: Caret,
  armored: string,
  replace: boolean,
): Promise<WriteOutcome> {
  element.focus({ preventScroll: true });
  select(element, caret, replace);
  // Editors take a changed selection over later than it changes.
  await settled();
  const before = reading(element);
  const text = replace ? armored : spacedAt(element, armored);
  const stands = (): boolean => isThere(element, armored, replace ? before : '');
  if (keepsAtKey(element)) pressNothing(element);
  for (const way of takesPasteFirst(element) ? [asking, pasting, typing] : [asking, typing, pasting]) {
    const isSaid = way.put(element, text);
    if (await comes(stands, isSaid ? drawing : undefined))
      return way.isProof || believesDom(element) ? 'put' : 'unproven';
    if (reading(element) === before) continue;
    await undoOnce(element, armored);
    return 'refused';
  }
  return 'refused';
}

/** One undo, by whatever way the editor has for it. */
export async function undoOnce(element: HTMLElement, armored: string): Promise<void> {
  element.focus({ preventScroll: true });
  const before = reading(element);
  const isUndone = (): boolean => reading(element) !== before && !reading(element).includes(armored);
  askBefore(element, 'historyUndo', null);
  if (await comes(isUndone)) return;
  undoByCommand(element);
  if (await comes(isUndone)) return;
  pressUndo(element);
  await comes(isUndone);
}

/** For editors with a history of their own that listen to the keyboard only. */
function pressUndo(element: HTMLElement): void {
  const isMac = navigator.platform.startsWith('Mac');
  const keys = { key: 'z', code: 'KeyZ', keyCode: 90, ctrlKey: !isMac, metaKey: isMac };
  const init = { ...keys, bubbles: true, cancelable: true, composed: true };
  element.dispatchEvent(new KeyboardEvent('keydown', init));
  element.dispatchEvent(new KeyboardEvent('keyup', init));
}

function isThere(element: HTMLElement, armored: string, gone: string): boolean {
  const text = reading(element);
  return text.includes(armored) && (gone === '' || !text.replace(armored, '').includes(gone));
}

/** Editors add zero-width characters and break lines; everything else must be as it was put in. */
function reading(element: HTMLElement): string {
  return textOf(element).replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, '');
}
