import type { Box } from './geometry.ts';

/** In a frame the pages around may show a part only; that is told in these steps. */
const steps = Array.from({ length: 101 }, (_, i) => i / 100);

/** What can be seen of the document on the screen: its window, or in a frame what the pages around leave of it. */
export class View {
  #cut: Box = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

  constructor(changed: () => void, signal: AbortSignal) {
    if (window === window.top) return;
    const watch = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) this.#cut = cutOf(entry);
        changed();
      },
      { threshold: steps },
    );
    watch.observe(document.documentElement);
    signal.addEventListener('abort', () => watch.disconnect(), { once: true });
  }

  box(): Box {
    const { clientWidth } = document.documentElement;
    return {
      left: Math.max(0, this.#cut.left),
      top: Math.max(0, this.#cut.top),
      right: Math.min(clientWidth || innerWidth, this.#cut.right),
      bottom: Math.min(innerHeight, this.#cut.bottom),
    };
  }
}

/** Where the root is cut short of itself and of the window, the pages around did it; an uncut edge says nothing. */
function cutOf({ intersectionRect: seen, boundingClientRect: whole }: IntersectionObserverEntry): Box {
  const isCut = (by: number): boolean => by > 1;
  return {
    left: isCut(seen.left - Math.max(whole.left, 0)) ? seen.left : -Infinity,
    top: isCut(seen.top - Math.max(whole.top, 0)) ? seen.top : -Infinity,
    right: isCut(Math.min(whole.right, innerWidth) - seen.right) ? seen.right : Infinity,
    bottom: isCut(Math.min(whole.bottom, innerHeight) - seen.bottom) ? seen.bottom : Infinity,
  };
}
