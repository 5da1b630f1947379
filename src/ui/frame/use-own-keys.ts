import { useEffect } from 'preact/hooks';
import { longAgo } from './shown.ts';

const types = ['keydown', 'keypress', 'keyup'] as const;

/**
 * A page can have somebody press or hold a key, and give our frame the focus meanwhile. So Enter and Space press something
 * here only if they went down here, anew, after the frame had the focus for a while. Heard before anything else in the
 * frame hears them, so that no control has to know.
 */
export function useOwnKeys(): void {
  useEffect(() => {
    const ending = new AbortController();
    const options = { capture: true, signal: ending.signal };
    const begun = new Set<string>();
    let focused = performance.now();
    const come = ({ target }: FocusEvent): void => {
      if (target !== window) return;
      focused = performance.now();
      begun.clear();
    };
    const hear = (event: KeyboardEvent): void => {
      if (!presses(event)) return;
      if (event.type === 'keydown' && !event.repeat && longAgo(focused)) begun.add(event.key);
      const own = begun.has(event.key) && !event.repeat;
      if (event.type === 'keyup') begun.delete(event.key);
      if (own) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener('focus', come, options);
    for (const type of types) addEventListener(type, hear, options);
    return () => ending.abort();
  }, []);
}

/** Whether this key presses something where it is; one that types into a text does not. */
function presses({ key, target, shiftKey, isComposing }: KeyboardEvent): boolean {
  const typed = target instanceof HTMLTextAreaElement && (key === ' ' || shiftKey || isComposing);
  return (key === 'Enter' || key === ' ') && !typed;
}
