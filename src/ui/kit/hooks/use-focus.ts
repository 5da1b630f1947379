import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Takes the focus when it is first drawn: the browser's own `autofocus` works only while a page loads. */
export function useFocusAtStart(element: RefObject<HTMLElement | null>, wanted: boolean): void {
  useLayoutEffect(() => {
    if (wanted) element.current?.focus();
  }, []);
}
