import type { Field } from './field.ts';

/** The part of the document that old editing commands live in: they alone make real input events and keep undo. */
interface Editing {
  execCommand(command: 'insertText' | 'undo', showUi: boolean, value?: string): boolean;
}

/** How long a page may take to have its say about what was put in, in milliseconds. */
const settling = 80;

/** Where in the field the person was: remembered when our frame opens, because it takes the focus. */
export type Caret = Range | undefined;

export function caretIn(field: Field): Caret {
  if (field.kind === 'plain') return undefined;
  const root = field.element.getRootNode() as Partial<Pick<Document, 'getSelection'>>;
  const selection = root.getSelection?.() ?? getSelection();
  if (!selection || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  return field.element.contains(range.commonAncestorContainer) ? range.cloneRange() : undefined;
}

export function readField(field: Field): string {
  return field.kind === 'plain' ? field.element.value : field.element.innerText;
}

/**
 * Puts armored text where the caret was, or in the place of everything. Answers whether it reads back unchanged; if not,
 * what stood there before is put back, so that nothing of ours is left half done.
 */
export async function writeField(field: Field, caret: Caret, armored: string, replace: boolean): Promise<boolean> {
  if (!field.element.isConnected) return false;
  return field.kind === 'plain'
    ? writePlain(field.element, armored, replace)
    : writeRich(field.element, caret, armored, replace);
}

async function writePlain(
  element: HTMLInputElement | HTMLTextAreaElement,
  armored: string,
  replace: boolean,
): Promise<boolean> {
  const before = element.value;
  const start = replace ? 0 : (element.selectionStart ?? before.length);
  const end = replace ? before.length : (element.selectionEnd ?? before.length);
  const text = spaced(armored, before.charAt(start - 1), before.charAt(end));
  const length = start + text.length + before.length - end;
  if (element.readOnly || element.disabled || (element.maxLength >= 0 && length > element.maxLength)) return false;
  element.focus({ preventScroll: true });
  element.setSelectionRange(start, end);
  insertText(text);
  if (!element.value.includes(armored)) {
    element.setRangeText(text, start, end + element.value.length - before.length, 'end');
    tell(element, text);
  }
  await settled();
  if (element.value.includes(armored)) return true;
  element.value = before;
  tell(element, null);
  return false;
}

async function writeRich(element: HTMLElement, caret: Caret, armored: string, replace: boolean): Promise<boolean> {
  const before = element.innerText;
  element.focus({ preventScroll: true });
  select(element, replace ? undefined : caret, replace);
  // Editors take a changed selection over later than it changes.
  await settled();
  const text = replace ? armored : spacedAt(caret, armored);
  insertText(text);
  await settled();
  if (readsBack(element, armored)) return true;
  if (element.innerText === before) paste(element, text);
  await settled();
  if (readsBack(element, armored)) return true;
  if (element.innerText !== before) editing().execCommand('undo', false);
  return false;
}

/** Words are kept apart from the armored text, so that its end can be seen. */
function spaced(armored: string, left: string, right: string): string {
  return `${/^\S$/.test(left) ? ' ' : ''}${armored}${/^\S$/.test(right) ? ' ' : ''}`;
}

function spacedAt(caret: Caret, armored: string): string {
  if (!caret) return armored;
  const { startContainer: left, startOffset, endContainer: right, endOffset } = caret;
  return spaced(
    armored,
    left instanceof Text ? left.data.charAt(startOffset - 1) : '',
    right instanceof Text ? right.data.charAt(endOffset) : '',
  );
}

function select(element: HTMLElement, caret: Caret, all: boolean): void {
  const range = caret ?? document.createRange();
  if (!caret) {
    range.selectNodeContents(element);
    if (!all) range.collapse(false);
  }
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

function editing(): Editing {
  return document;
}

function insertText(text: string): void {
  editing().execCommand('insertText', false, text);
}

/** What a browser would say after typing; frameworks learn of the new value by it. */
function tell(element: HTMLElement, text: string | null): void {
  const inputType = text === null ? 'historyUndo' : 'insertText';
  element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType, data: text }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
}

/** For editors that draw everything themselves and listen to pasting only. */
function paste(element: HTMLElement, text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  element.dispatchEvent(
    new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true, clipboardData }),
  );
}

/** Editors add zero-width characters and break lines; everything else must be as it was put in. */
function readsBack(element: HTMLElement, armored: string): boolean {
  return element.innerText.replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, '').includes(armored);
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, settling));
}
