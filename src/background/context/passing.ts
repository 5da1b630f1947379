import type { Context } from './context.ts';

/** One thing that lies in memory for a while after its last use, and never past a lock of everything. */
export class Passing<T> {
  readonly #clock: Context['clock'];
  readonly #lasts: number;
  #kept: { readonly value: T; readonly since: number } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `lasts`: milliseconds. */
  constructor({ clock, session }: Pick<Context, 'clock' | 'session'>, lasts: number) {
    this.#clock = clock;
    this.#lasts = lasts;
    session.onLock((what) => {
      if (what === 'full') this.drop();
    });
  }

  /** In the place of what was kept before. */
  keep(value: T): void {
    this.drop();
    this.#kept = { value, since: this.#clock() };
    this.#timer = setTimeout(() => this.drop(), this.#lasts);
  }

  get(): T | undefined {
    const age = this.#clock() - (this.#kept?.since ?? 0);
    // A machine that slept has not come to the timer.
    if (age < 0 || age > this.#lasts) this.drop();
    return this.#kept?.value;
  }

  drop(): void {
    clearTimeout(this.#timer);
    this.#kept = undefined;
  }
}
