import type { FieldElement } from '../find/index.ts';
import { isFocused } from './page.ts';
import type { Content } from './plan.ts';
import { choiceOf } from './rules.ts';

/**
 * Writes as browsers' own filling does: what the page would hear if somebody came, typed and went on, while the focus stays
 * where it is. `isRight` is asked after the page has heard of the coming and right before the write.
 */
export function write(element: FieldElement, content: Content, isRight: () => boolean): boolean {
  const isAway = !isFocused(element);
  if (isAway) tell(element, 'focus', 'focusin');
  const isWritten = isRight() && set(element, content);
  if (isWritten) {
    const data = 'text' in content ? content.text : null;
    const init = { bubbles: true, composed: true, inputType: 'insertReplacementText', data };
    element.dispatchEvent('text' in content ? new InputEvent('input', init) : new Event('input', init));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }
  if (isAway) tell(element, 'blur', 'focusout');
  return isWritten;
}

function tell(element: FieldElement, name: 'focus' | 'blur', bubbling: 'focusin' | 'focusout'): void {
  element.dispatchEvent(new FocusEvent(name, { composed: true }));
  element.dispatchEvent(new FocusEvent(bubbling, { bubbles: true, composed: true }));
}

function set(element: FieldElement, content: Content): boolean {
  if ('text' in content) {
    setNatively(element, 'value', content.text);
    return true;
  }
  const option = element instanceof HTMLSelectElement ? element.options[content.at] : undefined;
  if (!option || !isSame(option, content)) return false;
  setNatively(element, 'selectedIndex', content.at);
  return true;
}

function isSame(option: HTMLOptionElement, { choice }: Extract<Content, { at: number }>): boolean {
  const { value, text, isOpen } = choiceOf(option);
  return isOpen && value === choice.value && text === choice.text;
}

/** Never by what a page's code put in its way at the element: React tells by it that nothing was typed. */
function setNatively(element: FieldElement, name: 'value' | 'selectedIndex', value: string | number): void {
  const classes = { input: HTMLInputElement, textarea: HTMLTextAreaElement, select: HTMLSelectElement };
  const { prototype } = classes[element.localName as keyof typeof classes];
  Object.getOwnPropertyDescriptor(prototype, name)?.set?.call(element, value);
}

/** Pastes into the first of several boxes, as people do; many pages part it themselves. Answers whether the page took it. */
export function paste(element: FieldElement, text: string): boolean {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  // Firefox empties what it is handed as a whole, and takes a text by names of its own.
  const asText = { dataType: 'text/plain', data: text };
  const init = { bubbles: true, cancelable: true, composed: true, clipboardData, ...asText };
  return !element.dispatchEvent(new ClipboardEvent('paste', init));
}
