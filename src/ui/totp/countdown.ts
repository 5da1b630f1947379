/** A code's time as a screen shows it. */
export interface Countdown {
  /** Whole seconds, at least 1. */
  readonly seconds: number;
  /** Milliseconds until they are one fewer. */
  readonly wait: number;
}

/**
 * Undefined: its time is over; or somebody set the clock, and nobody can say. `endsAt` and `now` in milliseconds since 1970,
 * `period` in seconds.
 */
export function countdown(endsAt: number, period: number, now: number): Countdown | undefined {
  const left = endsAt - now;
  if (left <= 0 || left > period * 1_000) return undefined;
  const seconds = Math.ceil(left / 1_000);
  return { seconds, wait: left - (seconds - 1) * 1_000 };
}

/** A code as people read it: in two groups, and a short one (Steam's five) whole. */
export function grouped(code: string): string {
  const middle = Math.floor(code.length / 2);
  return code.length < 6 ? code : `${code.slice(0, middle)} ${code.slice(middle)}`;
}
