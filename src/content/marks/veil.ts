const signs = [
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'auxclick', 'dblclick', 'contextmenu'],
  ...['touchstart', 'touchend', 'keydown', 'keypress', 'keyup', 'focus', 'blur', 'focusin', 'focusout'],
] as const;

/** What happened on a surface, and to which element of it. */
export type Hear = (event: Event, inner: Element | undefined) => void;

/**
 * Keeps to ourselves what happens on a surface of ours: dialogs of pages close at a press outside, traps take the focus
 * back when it leaves them, boxes collapse when they lose it. None of them is meant by a press on a mark. Events are
 * stopped at the window, before the page's documents and elements are asked; `hear` gets those of the surface.
 */
export function veil(host: Element, root: ShadowRoot, signal: AbortSignal, hear?: Hear): void {
  /** Whoever gave the focus to the surface: for the page that one never lost it. */
  let left: EventTarget | null = null;
  const stop = (event: Event): void => {
    const isOn = event.target === host;
    if (givesFocus(event, host)) left = event.target;
    else if (!isOn && !(getsFocus(event, host) && event.target === left)) return;
    event.stopImmediatePropagation();
    if (isOn) hear?.(event, innerOf(event, root));
  };
  for (const sign of signs) addEventListener(sign, stop, { capture: true, signal });
}

function givesFocus(event: Event, host: Element): boolean {
  if (!(event instanceof FocusEvent) || event.target === window || event.target === host) return false;
  if (event.type !== 'blur' && event.type !== 'focusout') return false;
  // Firefox doesn't say to whom the focus goes when that is a frame.
  return event.relatedTarget === host || (event.relatedTarget === null && document.activeElement === host);
}

function getsFocus(event: Event, host: Element): boolean {
  return event instanceof FocusEvent && event.relatedTarget === host;
}

/** From outside a closed root its events come from the host: which element it was is asked of the root. */
function innerOf(event: Event, root: ShadowRoot): Element | undefined {
  const isPointed = event instanceof MouseEvent && (event.type !== 'click' || event.detail > 0);
  const inner = isPointed ? root.elementFromPoint(event.clientX, event.clientY) : null;
  return inner ?? root.activeElement ?? undefined;
}
