import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** How long a frame must have been seen, or stand still, or have the focus, before a press in it counts, in milliseconds. */
const long = 500;
const wholly = 0.95;

export function longAgo(since: number | undefined): boolean {
  return since !== undefined && performance.now() - since >= long;
}

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
 * Whether the browser proves that a person sees this frame: nothing over it, no effect on it, for half a second, and where
 * a pointer presses, in one place. Where a browser has no such proof (Firefox) only that it is in view and stands still can
 * be told.
 */
export function useShown(): Shown {
  const whole = useRef<HTMLDivElement>(null);
  const seen = useRef<number>(undefined);
  const still = useRef(0);
  useEffect(() => {
    const ending = new AbortController();
    const note = (isSeen: boolean): void => {
      if (!isSeen) seen.current = undefined;
      else seen.current ??= performance.now();
    };
    if (whole.current) watch(whole.current, note, ending.signal);
    onMoved(() => {
      still.current = performance.now();
    }, ending.signal);
    return () => ending.abort();
  }, []);
  const proves = (event: Event): boolean =>
    event.isTrusted && longAgo(seen.current) && (!isByPointer(event) || longAgo(still.current));
  return { whole, proves };
}

/** A key or a screen reader presses where the focus is, wherever that moves. */
function isByPointer(event: Event): boolean {
  return event instanceof UIEvent && event.detail > 0;
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

/**
 * Tells when the frame was moved. Ours in the page moves it along with its field and says so; what else moves it, such as
 * zoom, a transform, or a page around the page, shows in its size or where the pointer next is.
 */
function onMoved(moved: () => void, signal: AbortSignal): void {
  const inPageInPage = parent !== top;
  let origin: readonly [number, number] | undefined;
  const compare = ({ screenX, clientX, screenY, clientY }: PointerEvent): void => {
    const now = [screenX - clientX, screenY - clientY] as const;
    const isElsewhere = origin ? Math.hypot(now[0] - origin[0], now[1] - origin[1]) > 2 : inPageInPage;
    if (isElsewhere) moved();
    // Measured from where it last stood still, or a frame could creep.
    if (isElsewhere || !origin) origin = now;
  };
  for (const type of ['pointermove', 'pointerdown'] as const) {
    addEventListener(type, compare, { capture: true, passive: true, signal });
  }
  // Whoever else could send a message here would gain nothing but that a press comes to nothing.
  for (const type of ['message', 'resize'] as const) addEventListener(type, moved, { signal });
}
