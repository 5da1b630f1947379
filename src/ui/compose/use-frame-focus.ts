import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Browsers keep frames of others from taking the focus; as soon as ours is given it, what one types into has it. */
export function useFrameFocus(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const take = (): void => {
      if (document.activeElement === document.body) element.current?.focus();
    };
    take();
    addEventListener('focus', take);
    return () => removeEventListener('focus', take);
  }, [element]);
}
