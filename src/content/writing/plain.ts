import type { WriteOutcome } from '../../rpc/index.ts';
import { spaced } from './caret.ts';
import { insertByCommand } from './commands.ts';
import { settled } from './settled.ts';

/** Fields with a value: it is the model, and frameworks learn of it by the event. */
export async function writePlain(
  element: HTMLInputElement | HTMLTextAreaElement,
  armored: string,
  replace: boolean,
): Promise<WriteOutcome> {
  const before = element.value;
  const start = replace ? 0 : (element.selectionStart ?? before.length);
  const end = replace ? before.length : (element.selectionEnd ?? before.length);
  const text = spaced(armored, before.charAt(start - 1), before.charAt(end));
  const length = start + text.length + before.length - end;
  if (element.readOnly || element.disabled || (element.maxLength >= 0 && length > element.maxLength)) return 'refused';
  element.focus({ preventScroll: true });
  element.setSelectionRange(start, end);
  insertByCommand(element, text);
  if (!element.value.includes(armored)) {
    element.setRangeText(text, start, end + element.value.length - before.length, 'end');
    tell(element, text);
  }
  await settled();
  if (element.value.includes(armored)) return 'put';
  element.value = before;
  tell(element, null);
  return 'refused';
}

/** What a browser would say after typing; frameworks learn of the new value by it. */
function tell(element: HTMLElement, text: string | null): void {
  const inputType = text === null ? 'historyUndo' : 'insertText';
  element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType, data: text }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
}
