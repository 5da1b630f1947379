/** How often what may be in sight is looked at without any sign of a change, in milliseconds. */
const pace = 300;
/** And how often at most, while there are signs or something moves. */
const quickest = 80;

/**
 * When marks are looked at: after signs that something may have moved (scrolling, resizing, presses, what others tell by
 * `soon`), and now and then while there is anything in sight. Never while the page is hidden, and never for a key.
 */
export class Clock {
  readonly #round: () => boolean;
  readonly #follow: () => void;
  readonly #signal: AbortSignal;
  #runs = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSoon = false;
  #isFollowing = false;
  #last = 0;

  /** `round` looks at everything and answers whether something moved; `follow` only moves what is shown. */
  constructor(round: () => boolean, follow: () => void, signal: AbortSignal) {
    this.#round = round;
    this.#follow = follow;
    this.#signal = signal;
    const soon = (): void => this.soon();
    const options = { capture: true, passive: true, signal };
    for (const sign of ['resize', 'click', 'fullscreenchange', 'transitionend', 'animationend']) {
      addEventListener(sign, soon, options);
    }
    addEventListener('scroll', () => this.#scrolled(), options);
    document.addEventListener('visibilitychange', () => this.#wind(0), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
  }

  run(runs: boolean): void {
    this.#runs = runs;
    if (runs) this.#wind(this.#isSoon ? quickest : pace);
    else clearTimeout(this.#timer);
  }

  /** Something may have moved: looked at in the next frame, if that wasn't just now. */
  soon(): void {
    if (!this.#runs || this.#isSoon) return;
    this.#isSoon = true;
    const since = performance.now() - this.#last;
    if (since < quickest) this.#wind(quickest - since);
    else requestAnimationFrame(() => this.#look());
  }

  #scrolled(): void {
    this.soon();
    if (!this.#runs || this.#isFollowing) return;
    this.#isFollowing = true;
    requestAnimationFrame(() => {
      this.#isFollowing = false;
      if (!this.#signal.aborted) this.#follow();
    });
  }

  #look(): void {
    this.#isSoon = false;
    this.#last = performance.now();
    if (!this.#runs || this.#signal.aborted) return;
    this.#wind(this.#round() ? quickest : pace);
  }

  #wind(delay: number): void {
    clearTimeout(this.#timer);
    if (!this.#runs || document.visibilityState === 'hidden' || this.#signal.aborted) return;
    this.#timer = setTimeout(() => this.#look(), delay);
  }
}
