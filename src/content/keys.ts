import type { StoppedKey } from '../rpc/index.ts';
import { world } from './world.ts';

/** What a key that is on its way to the page would do there. */
export type KeyMeaning =
  | StoppedKey
  /** It scrolls, copies, or is the browser's own. */
  | 'harmless'
  /** Shift and the like, which say nothing. */
  | 'modifier';

export interface StoppedKeys {
  /** An event of our own making or in our own parts; it goes on. */
  readonly isOurs: (event: Event) => boolean;
  readonly stopped: (key: StoppedKey) => void;
}

/** Whoever hears these first can keep all that follows from them. */
const first = ['keydown', 'keyup'] as const;
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
 * Takes the first place among all who listen for keys in this document, and does nothing with it until keys have to be
 * stopped. Called before any script of the page it comes before all of them, for as long as the document lives. Harmless
 * to repeat.
 */
export function hearKeysFirst(): void {
  const shared = world();
  shared.hear ??= (event) => shared.stop?.(event);
  for (const type of first) addEventListener(type, shared.hear, { capture: true });
}

/**
 * Keeps what is typed from this document until the signal: the event goes no further, and the browser doesn't type. What
 * a script makes up is the page's own and goes on.
 */
export function stopKeys({ isOurs, stopped }: StoppedKeys, signal: AbortSignal): void {
  const shared = world();
  const judge = (event: Event): void => {
    if (!event.isTrusted || isOurs(event)) return;
    const meaning = event instanceof KeyboardEvent ? keyMeaning(event) : 'text';
    if (meaning === 'modifier') return;
    event.stopImmediatePropagation();
    if (meaning === 'harmless') return;
    event.preventDefault();
    // An input method goes on writing where it began, whatever becomes of its events.
    if (isOfInputMethod(event)) leaveField();
    if (event.type === 'keydown' || !(event instanceof KeyboardEvent)) stopped(meaning);
  };
  hearKeysFirst();
  shared.stop = judge;
  for (const type of following) addEventListener(type, judge, { capture: true, signal });
  const end = (): void => {
    if (shared.stop === judge) delete shared.stop;
  };
  signal.addEventListener('abort', end, { once: true });
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>;

const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'OS', 'CapsLock', 'NumLock', 'Fn']);
const moving =
  /^(?:Arrow(?:Up|Down|Left|Right)|Page(?:Up|Down)|Home|End|F\d{1,2}|ContextMenu|Browser\w+|Audio\w+|Media\w+)$/;
/** Shortcuts of browsers that put nothing anywhere: copy, select, find, reload, tabs, windows, zoom, print, save. */
const shortcuts = /^[acfghjklnoprstw0-9+=-]$/i;

/** What a key would do in the page. Everything that isn't known to be harmless counts as text. */
export function keyMeaning({ key, ctrlKey, metaKey, altKey, shiftKey, isComposing }: Key): KeyMeaning {
  if (isComposing) return 'text';
  if (modifiers.has(key)) return 'modifier';
  const isShortcut = (ctrlKey || metaKey) && !altKey;
  if (key === 'Escape') return 'leave';
  if (key === 'Tab') return isShortcut || altKey ? 'harmless' : 'back';
  if (moving.test(key)) return 'harmless';
  if (!isShortcut) return 'text';
  return shortcuts.test(key) || (shiftKey && /^[it]$/i.test(key)) ? 'harmless' : 'text';
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
