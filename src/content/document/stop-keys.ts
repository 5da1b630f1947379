import type { StoppedKey } from '../../rpc/index.ts';
import { judgeKeys, stopEvent } from './keys.ts';

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

/**
 * Keeps what is typed from this document until the signal: the event goes no further, and the browser doesn't type. What
 * a script makes up is the page's own and goes on.
 */
export function stopKeys({ isOurs, stopped }: StoppedKeys, signal: AbortSignal): void {
  const judge = (event: Event): void => {
    if (!event.isTrusted || isOurs(event)) return;
    const meaning = event instanceof KeyboardEvent ? keyMeaning(event) : 'text';
    if (meaning === 'modifier') return;
    if (meaning === 'harmless') {
      event.stopImmediatePropagation();
      return;
    }
    stopEvent(event);
    if (event.type === 'keydown' || !(event instanceof KeyboardEvent)) stopped(meaning);
  };
  judgeKeys(judge, signal);
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
