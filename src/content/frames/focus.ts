/** A page that takes the focus this often in so short a time doesn't stop: then the person decides. Milliseconds. */
const mostLosses = 40;
const lossesWithin = 5_000;

export interface FocusParts {
  /** Ours, which is to have the focus. */
  readonly frame: HTMLIFrameElement;
  /** Our part of this document: what happens in it is ours. */
  readonly host: Element;
  /** Makes everything of the page impossible to focus. `again`: the page found a way above it. */
  readonly isolate: (again: boolean) => void;
}

/**
 * Keeps the focus in our frame while it is open. A person who presses something in the page takes it, and keeps it; a
 * page that takes it without is made inert, and the frame is given it back, in the very event that told of it.
 */
export class FocusHold {
  #parts: FocusParts | undefined;
  #isPressed = false;
  /** It had the focus once. Before that it is still on its way there, which looks like a loss. */
  #hasCome = false;
  #isGiving = false;
  #isWriting = false;
  #losses: number[] = [];

  /** Made before the surface that the frame stands on, which keeps some of these events to itself. */
  constructor(signal: AbortSignal) {
    const options = { capture: true, signal };
    addEventListener('pointerdown', (event) => this.#press(event), options);
    addEventListener('focusin', ({ target }) => this.#hear(target), options);
    addEventListener('focus', ({ target }) => this.#hear(target), options);
  }

  hold(parts: FocusParts): void {
    this.#parts = parts;
  }

  /** The frame has the focus. */
  came(): void {
    this.#isPressed = false;
    this.#hasCome = true;
  }

  /** The frame has lost the focus. Answers whether keys may reach the page now; if not, nobody looks at this tab. */
  lost(): boolean {
    if (window === window.top && !document.hasFocus()) return false;
    const now = performance.now();
    this.#losses = [...this.#losses.filter((at) => now - at < lossesWithin), now];
    this.#taken(false);
    return true;
  }

  /** Gives the frame the focus. Giving it makes the page hear something, and what it does then is none of a person's doing. */
  give(): void {
    const isOuter = !this.#isGiving;
    this.#isGiving = true;
    try {
      this.#parts?.frame.focus({ preventScroll: true });
    } finally {
      if (isOuter) this.#isGiving = false;
    }
  }

  /** Lets our own writing have the focus meanwhile. */
  async letGo<T>(write: () => Promise<T>): Promise<T> {
    this.#isWriting = true;
    return write().finally(() => {
      this.#isWriting = false;
    });
  }

  #press(event: Event): void {
    if (event.isTrusted && event.target !== this.#parts?.host) this.#isPressed = true;
  }

  #hear(target: EventTarget | null): void {
    if (target === window || target === document) this.#taken(false);
    else if (target !== this.#parts?.host) this.#taken(true);
  }

  #taken(byField: boolean): void {
    if (!this.#parts || this.#isPressed || this.#isWriting || this.#isGiving || this.#losses.length > mostLosses)
      return;
    this.#isGiving = true;
    try {
      if (byField || this.#hasCome) this.#parts.isolate(byField);
      this.give();
    } finally {
      this.#isGiving = false;
    }
  }
}
