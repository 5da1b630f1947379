/** How often one looks after what moves without any event, in milliseconds. */
const pace = 400;

/**
 * Calls `update` after what it looks at may have moved, at most once a frame: scrolling anywhere, resizing, and changes
 * of the size of `watched`; with `closely` now and then too, because pages move things without telling.
 */
export function follow(update: () => void, watched: readonly Element[], signal: AbortSignal, closely = false): void {
  let due = false;
  const later = (): void => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      if (!signal.aborted) update();
    });
  };
  const options = { capture: true, passive: true, signal };
  addEventListener('scroll', later, options);
  addEventListener('resize', later, options);
  const sizes = new ResizeObserver(later);
  for (const element of watched) sizes.observe(element);
  const timer = closely ? setInterval(later, pace) : undefined;
  const end = (): void => {
    sizes.disconnect();
    clearInterval(timer);
  };
  signal.addEventListener('abort', end, { once: true });
}
