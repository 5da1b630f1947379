import { world } from './world.ts';

/** Whoever hears these first can keep all that follows from them. */
const first = ['keydown', 'keyup', 'focusin', 'focusout'] as const;
const following = [
  'keypress',
  'textInput',
  'beforeinput',
  'input',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'paste',
  'cut',
  'drop',
] as const;

/**
 * Takes the first place among all who listen for keys and for the focus in this document, and does nothing with it until
 * keys have to be stopped or marks follow the focus. Called before any script of the page it comes before all of them, for
 * as long as the document lives. Harmless to repeat.
 */
export function hearFirst(): void {
  const shared = world();
  shared.hear ??= (event) => {
    if (!event.type.startsWith('f')) shared.stop?.(event);
    else for (const hear of shared.focus ?? []) hear(event);
  };
  for (const type of first) addEventListener(type, shared.hear, { capture: true });
}

/** Has every event by which something is typed judged, until the signal or until somebody else judges them. */
export function judgeKeys(judge: (event: Event) => void, signal: AbortSignal): void {
  const shared = world();
  hearFirst();
  shared.stop = judge;
  for (const type of following) addEventListener(type, judge, { capture: true, signal });
  const end = (): void => {
    if (shared.stop === judge) delete shared.stop;
  };
  signal.addEventListener('abort', end, { once: true });
}

/** Hears of every focus that comes (`focusin`) and goes, also in pages that keep it from whoever listens after them. */
export function onFocus(hear: (event: Event) => void, signal?: AbortSignal): void {
  const shared = world();
  hearFirst();
  const hearers = (shared.focus ??= new Set());
  hearers.add(hear);
  signal?.addEventListener('abort', () => hearers.delete(hear), { once: true });
}

/** Keeps an event from the page and from the browser's typing. */
export function stopEvent(event: Event): void {
  event.stopImmediatePropagation();
  event.preventDefault();
  // An input method goes on writing where it began, whatever becomes of its events.
  if (isOfInputMethod(event)) leaveField();
}

/** From a press on, while our box is on its way: whoever begins to write at once must not write into the page. */
export function holdKeys(signal: AbortSignal): void {
  judgeKeys((event) => event.isTrusted && stopEvent(event), signal);
}

function isOfInputMethod(event: Event): boolean {
  if (event.type === 'compositionstart') return true;
  return (
    event instanceof KeyboardEvent && (event.isComposing || event.key === 'Process' || event.key === 'Unidentified')
  );
}

function leaveField(): void {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  if (active instanceof HTMLElement) active.blur();
}
