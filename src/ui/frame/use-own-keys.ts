import { useEffect } from 'preact/hooks';
import { isEnter } from '../kit/index.ts';
import { newOwnKeys } from './own-keys.ts';
import type { Tell } from './refusal.ts';

const types = ['keydown', 'keypress', 'keyup'] as const;

/**
 * A page can have somebody press or hold a key, and give our frame the focus meanwhile. So Enter and Space press something
 * here only if they went down here, anew, after the frame had the focus for a while. Heard before anything else in the
 * frame hears them, so that no control has to know.
 */
export function useOwnKeys(tell: Tell): void {
  useEffect(() => {
    const ending = new AbortController();
    const options = { capture: true, signal: ending.signal };
    const keys = newOwnKeys();
    const come = ({ target }: FocusEvent): void => {
      if (target === window) keys.come();
    };
    const hear = (event: KeyboardEvent): void => {
      if (!presses(event)) return;
      const verdict = keys.hear(event);
      if (event.type === 'keydown' && verdict !== 'rest') tell(verdict === 'quick' ? 'quick' : undefined);
      if (verdict === 'own') return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener('focus', come, options);
    for (const type of types) addEventListener(type, hear, options);
    return () => ending.abort();
  }, [tell]);
}

/** Whether this key presses something where it is; one that types into a text does not. */
function presses(event: KeyboardEvent): boolean {
  const { key, target, shiftKey, ctrlKey, metaKey } = event;
  const isText = target instanceof HTMLTextAreaElement;
  const isLine = isText && !ctrlKey && !metaKey && (shiftKey || target.enterKeyHint === 'enter');
  const isTyped = isLine || (isText && key === ' ');
  return (isEnter(event) || key === ' ') && !isTyped;
}
