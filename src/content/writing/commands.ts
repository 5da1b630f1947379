/** The part of a document that old editing commands live in: they alone make real input events and keep undo. */
interface Editing {
  execCommand(command: 'insertText' | 'undo', showUi: boolean, value?: string): boolean;
}

export function insertByCommand(element: HTMLElement, text: string): boolean {
  return (element.ownerDocument as Editing).execCommand('insertText', false, text);
}

export function undoByCommand(element: HTMLElement): void {
  (element.ownerDocument as Editing).execCommand('undo', false);
}

/** What a browser asks before it types. Answers whether the page has done it itself, or forbidden it. */
export function askBefore(element: HTMLElement, inputType: 'insertText' | 'historyUndo', data: string | null): boolean {
  const init = { inputType, data, bubbles: true, cancelable: true, composed: true };
  return !element.dispatchEvent(new InputEvent('beforeinput', init));
}

/** For editors that draw everything themselves and listen to pasting only. Answers whether the page has taken it. */
export function paste(element: HTMLElement, text: string): boolean {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const init = { bubbles: true, cancelable: true, composed: true, clipboardData };
  return !element.dispatchEvent(new ClipboardEvent('paste', init));
}

/** A key of an input method, which types nothing itself. */
export function pressNothing(element: HTMLElement): void {
  const init = { key: 'Process', keyCode: 229, bubbles: true, cancelable: true, composed: true };
  element.dispatchEvent(new KeyboardEvent('keydown', init));
}
