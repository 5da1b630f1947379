/** How long cards may still grow while what they show is fetched, in milliseconds. */
const SETTLING = 1500;

/** Brings a section to the top and keeps it there while the cards above it still grow, until somebody moves by hand. */
export function scrollTo(section: HTMLElement, signal: AbortSignal): void {
  const settled = new AbortController();
  const stop = (): void => settled.abort();
  const observer = new ResizeObserver(() => section.scrollIntoView());
  for (const card of section.parentElement?.children ?? []) observer.observe(card);
  settled.signal.addEventListener('abort', () => observer.disconnect());
  for (const hand of ['wheel', 'pointerdown', 'keydown']) addEventListener(hand, stop, { signal: settled.signal });
  signal.addEventListener('abort', stop);
  setTimeout(stop, SETTLING);
}
