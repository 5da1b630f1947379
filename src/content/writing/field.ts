import { asIs } from '../../autofill/index.ts';
import { shadowRootOf } from '../../platform/page/index.ts';

/** An editor that shows a text in `element`, while its keys go to an `input` that nobody sees. */
export interface Helper {
  readonly kind: 'helper';
  readonly element: HTMLElement;
  readonly input: HTMLElement;
}

/** A place where a person types text: plain fields have a value, rich ones are edited by the page's own code. */
export type Field =
  | { readonly kind: 'plain'; readonly element: HTMLInputElement | HTMLTextAreaElement }
  | { readonly kind: 'rich'; readonly element: HTMLElement }
  | Helper;

/** Code editors that type through a helper: their whole, which a person sees. */
const helped = '.monaco-editor, .CodeMirror, .ace_editor';

/** Shorter than any armored text. */
const shortest = 59;

const freeModes = new Set(['', 'text']);
const choosing = new Set(['searchbox', 'combobox', 'spinbutton']);

/** The field that this element is or stands in, if it is one that a person writes text into. */
export function fieldAt(target: EventTarget | null | undefined): Field | undefined {
  const editor = target instanceof Element ? asIs(target).closest<HTMLElement>(helped) : undefined;
  if (editor) return helperAt(editor, target as HTMLElement);
  if (target instanceof HTMLTextAreaElement) return isOpen(target) ? { kind: 'plain', element: target } : undefined;
  if (target instanceof HTMLInputElement) {
    return isOpen(target) && isForText(target) ? { kind: 'plain', element: target } : undefined;
  }
  if (!(target instanceof HTMLElement) || !asIs(target).isContentEditable) return undefined;
  const element = editingHost(target);
  return element.ariaReadOnly === 'true' || element.ariaDisabled === 'true' ? undefined : { kind: 'rich', element };
}

const editable = 'textarea, input, [contenteditable]';

/** Every field below that a person sees, each once. */
export function fieldsIn(root: ParentNode): Field[] {
  const fields = [...root.querySelectorAll(editable)].flatMap((element) => fieldAt(element) ?? []);
  return fields.filter((field, at) => isSeen(field) && fields.findIndex((it) => it.element === field.element) === at);
}

/** The field that has the focus, through shadow roots. */
export function focusedField(): Field | undefined {
  return fieldAt(focusedElement());
}

/** Whether it is one of the two that have a text for a value. */
export function isTyped(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** What has the focus, through shadow roots. */
export function focusedElement(): Element | null {
  return innermost(document.activeElement);
}

function innermost(element: Element | null): Element | null {
  let active = element;
  let next = active;
  while (next) {
    active = next;
    next = shadowRootOf(active)?.activeElement ?? null;
  }
  return active;
}

/** One that is only shown takes no keys. */
function helperAt(element: HTMLElement, input: HTMLElement): Helper | undefined {
  const isShown = input instanceof HTMLTextAreaElement && input.readOnly;
  return isShown || input.ariaReadOnly === 'true' ? undefined : { kind: 'helper', element, input };
}

/** Whether a person can see it: nobody writes into what they don't see. */
export function isSeen({ element }: Field): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width >= 24 && height >= 12 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** How many characters the field takes, if it says so. */
export function limitOf(field: Field): number | undefined {
  return field.kind === 'plain' && field.element.maxLength >= 0 ? field.element.maxLength : undefined;
}

function isOpen(element: HTMLInputElement | HTMLTextAreaElement): boolean {
  const { readOnly, disabled, maxLength, ariaReadOnly, ariaDisabled } = element;
  if (readOnly || disabled || ariaReadOnly === 'true' || ariaDisabled === 'true') return false;
  return maxLength < 0 || maxLength >= shortest;
}

function isForText(element: HTMLInputElement): boolean {
  return (
    element.type === 'text' && freeModes.has(element.inputMode) && !choosing.has(element.getAttribute('role') ?? '')
  );
}

function editingHost(element: HTMLElement): HTMLElement {
  const { parentElement: outer } = asIs(element);
  return outer && asIs(outer).isContentEditable ? editingHost(outer) : element;
}
