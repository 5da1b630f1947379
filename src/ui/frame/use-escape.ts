import { useEffect } from 'preact/hooks';
import { isEscape } from '../kit/index.ts';

/** Escape goes back one step, wherever in the frame the focus is. A menu that it closes takes it first. */
export function useEscape(leave: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const inMenu = event.target instanceof Element && event.target.closest('[popover]') !== null;
      if (isEscape(event) && event.isTrusted && !inMenu) leave();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  });
}
