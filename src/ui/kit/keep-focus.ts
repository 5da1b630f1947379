/** What says by itself where one is, so that a screen reader names it. */
const places = 'main, section, article, form, nav, li, dialog, [role]';

/**
 * Keeps the focus where somebody is: what was pressed goes away with what it belonged to, browsers then drop the focus, and whoever has
 * no mouse begins at the window's top again. What stood around it takes the focus instead, or the whole of what the window shows now.
 * Whoever places it himself, while he draws or later, is not disturbed.
 */
export function keepFocus(): void {
  let last: Element | undefined;
  let around: readonly HTMLElement[] = [];
  document.addEventListener('focusin', ({ target }) => {
    last = target instanceof Element ? target : undefined;
    around = placesAround(last);
  });
  const look = (): void => {
    if (!last || last.isConnected || document.activeElement !== document.body || !document.hasFocus()) return;
    const place = around.find(isThere) ?? document.querySelector('main');
    if (!place) return;
    last = undefined;
    focusPlace(place);
  };
  // In a window behind another one nothing takes the focus, and in a frame it would be taken from the page.
  addEventListener('focus', look);
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

/** From the inside out. */
function placesAround(element: Element | undefined): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at = element?.parentElement; at; at = at.parentElement) if (at.matches(places)) found.push(at);
  return found;
}

function isThere(element: HTMLElement): boolean {
  return element.isConnected && element.checkVisibility();
}

/** Once: a place is nothing that a press beside its controls should reach. */
function focusPlace(place: HTMLElement): void {
  if (place.tabIndex < 0) {
    place.tabIndex = -1;
    const left = (): void => {
      // With the whole window it only rests, and goes on when that comes back.
      if (document.activeElement === place) return;
      place.removeAttribute('tabindex');
      place.removeEventListener('blur', left);
    };
    place.addEventListener('blur', left);
  }
  place.focus({ preventScroll: true });
}
