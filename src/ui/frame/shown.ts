import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** How long a frame must have been seen, and must not have moved, before a press in it counts, in milliseconds. */
const long = 500;
const wholly = 0.95;

/** Observer options and entries as far as they prove that nothing covers, fades or transforms what is observed. */
interface ProvingOptions extends IntersectionObserverInit {
  readonly trackVisibility: boolean;
  readonly delay: number;
}
type ProvingEntry = IntersectionObserverEntry & { readonly isVisible?: boolean };

export interface Shown {
  /** To be put on the element that must be seen whole. */
  readonly whole: RefObject<HTMLDivElement | null>;
  /** Whether this event was made by a person who has been seeing the frame where it is now. */
  readonly proves: (event: Event) => boolean;
}

/**
 * Whether the browser proves that a person sees this frame: nothing over it, no effect on it, for half a second, in one
 * place. Where a browser has no such proof (Firefox) only that it is in view and stands still can be told.
 */
export function useShown(): Shown {
  const whole = useRef<HTMLDivElement>(null);
  const since = useRef<number>(undefined);
  useEffect(() => {
    const ending = new AbortController();
    const note = (seen: boolean): void => {
      if (!seen) since.current = undefined;
      else since.current ??= performance.now();
    };
    if (whole.current) watch(whole.current, note, ending.signal);
    onMoved(() => {
      if (since.current !== undefined) since.current = performance.now();
    }, ending.signal);
    return () => ending.abort();
  }, []);
  const proves = (event: Event): boolean =>
    event.isTrusted && since.current !== undefined && performance.now() - since.current >= long;
  return { whole, proves };
}

function watch(element: Element, note: (seen: boolean) => void, signal: AbortSignal): void {
  const options: ProvingOptions = { threshold: [0, wholly, 1], trackVisibility: true, delay: 100 };
  const observer = new IntersectionObserver((entries: readonly ProvingEntry[]) => {
    const last = entries.at(-1);
    if (last) note(last.intersectionRatio >= wholly && last.isVisible !== false);
  }, options);
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}

/** Tells when the frame was moved under the pointer. */
function onMoved(moved: () => void, signal: AbortSignal): void {
  let origin: readonly [number, number] | undefined;
  const compare = ({ screenX, clientX, screenY, clientY }: PointerEvent): void => {
    const now = [screenX - clientX, screenY - clientY] as const;
    if (origin && Math.hypot(now[0] - origin[0], now[1] - origin[1]) > 2) moved();
    origin = now;
  };
  for (const type of ['pointermove', 'pointerdown'] as const) {
    addEventListener(type, compare, { capture: true, passive: true, signal });
  }
}
