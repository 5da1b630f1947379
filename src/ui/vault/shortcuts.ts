import { useEffect } from 'preact/hooks';
import { isComposed } from '../kit/index.ts';

/** Single keys that do something wherever one is, but not in a field and not under a dialog. */
export function useShortcuts(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const listening = new AbortController();
    const hear = (event: KeyboardEvent): void => {
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey || isComposed(event) || event.defaultPrevented) return;
      if (isTypedInto(event.target) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', hear, { signal: listening.signal });
    return () => listening.abort();
  });
}

function isTypedInto(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type="radio"]), textarea, select');
}
