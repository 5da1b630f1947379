/** Changes of a page come in showers: it is looked at once they are over, in milliseconds. */
const pause = 250;
/** How long a next step is waited for; the background counts on its own. */
const longest = 3 * 60_000;

/**
 * Looks for the next step of what was filled, now and whenever the page changes or a field gets the focus, until `look`
 * answers that there is none, or for some minutes. One look at a time.
 */
export function watchSteps(look: () => Promise<boolean>, life: AbortController): void {
  const { signal } = life;
  const end = (): void => life.abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;
  const later = (): void => {
    timer ??= setTimeout(() => void now(), pause);
  };
  const now = async (): Promise<void> => {
    timer = undefined;
    if (signal.aborted) return;
    if (isLooking) {
      later();
      return;
    }
    isLooking = true;
    const goesOn = await look().catch(() => false);
    isLooking = false;
    if (!goesOn) end();
  };
  const changes = new MutationObserver(later);
  changes.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: watched });
  // What changes inside of components isn't seen from here; pages give the next field the focus.
  addEventListener('focusin', later, { capture: true, signal });
  const over = setTimeout(end, longest);
  const stop = (): void => {
    changes.disconnect();
    clearTimeout(timer);
    clearTimeout(over);
  };
  signal.addEventListener('abort', stop, { once: true });
  later();
}

/** By which pages show and open fields. */
const watched = ['class', 'style', 'hidden', 'disabled', 'readonly', 'type'];
