import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { longAgo } from './long-ago.ts';
import { useRefusal } from './refusal.ts';
import type { Refusal, Tell } from './refusal.ts';

const wholly = 0.95;
/** A cover that is gone sooner was none: browsers need a moment to tell, in milliseconds. */
const glimpse = 300;

/** Observer options and entries as far as they prove that nothing covers, fades or transforms what is observed. */
interface ProvingOptions extends IntersectionObserverInit {
  readonly trackVisibility: boolean;
  readonly delay: number;
}
type ProvingEntry = IntersectionObserverEntry & { readonly isVisible?: boolean };

export interface Shown {
  /** To be put on the element that must be seen whole. */
  readonly whole: RefObject<HTMLDivElement | null>;
  /** Why the last press came to nothing; undefined: it did not, or that is no news any more. */
  readonly refusal: Refusal | undefined;
  readonly tell: Tell;
  /** The browser says that something has been lying over the frame, or changes how it looks; false where none can say. */
  readonly covered: boolean;
  /** Acts on an event only if a person made it who has been seeing the frame where it is now; else the frame says why not. */
  readonly whenSeen: (act: () => void) => (event: Event) => void;
}

/**
 * Whether the browser proves that a person sees this frame: nothing over it, no effect on it, for half a second, and where
 * a pointer presses, in one place. Where a browser has no such proof (Firefox) only that it is in view and stands still can
 * be told.
 */
export function useShown(): Shown {
  const whole = useRef<HTMLDivElement>(null);
  const seen = useRef<number>(undefined);
  const still = useRef(performance.now());
  const [refusal, tell] = useRefusal();
  const [covered, setCovered] = useState(false);
  useEffect(() => {
    const ending = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const note = (isSeen: boolean, isCovered: boolean): void => {
      if (!isSeen) seen.current = undefined;
      else seen.current ??= performance.now();
      clearTimeout(timer);
      if (isCovered) timer = setTimeout(() => setCovered(true), glimpse);
      else setCovered(false);
    };
    if (whole.current) watch(whole.current, note, ending.signal);
    onMoved(() => {
      still.current = performance.now();
    }, ending.signal);
    return () => ending.abort();
  }, []);
  const whenSeen = (act: () => void) => (event: Event) => {
    const press = { isTrusted: event.isTrusted, byPointer: isByPointer(event) };
    const refused = judge(press, seen.current, still.current);
    tell(refused);
    if (!refused) act();
  };
  return { whole, refusal, tell, covered, whenSeen };
}

interface Press {
  readonly isTrusted: boolean;
  readonly byPointer: boolean;
}

/** Why a press must come to nothing in a frame that has been `seen`, and has stood `still`, since then; undefined: it counts. */
export function judge({ isTrusted, byPointer }: Press, seen: number | undefined, still: number): Refusal | undefined {
  if (!isTrusted) return 'covered';
  if (byPointer && !longAgo(still)) return 'quick';
  if (seen === undefined) return 'covered';
  return longAgo(seen) ? undefined : 'quick';
}

/** A key or a screen reader presses where the focus is, wherever that moves. */
function isByPointer(event: Event): boolean {
  return event instanceof UIEvent && event.detail > 0;
}

function watch(element: Element, note: (seen: boolean, covered: boolean) => void, signal: AbortSignal): void {
  const options: ProvingOptions = { threshold: [0, wholly, 1], trackVisibility: true, delay: 100 };
  const observer = new IntersectionObserver((entries: readonly ProvingEntry[]) => {
    const last = entries.at(-1);
    if (!last) return;
    const isThere = last.intersectionRatio >= wholly;
    note(isThere && last.isVisible !== false, isThere && last.isVisible === false);
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
