const MINUTE = 60_000;

/** Milliseconds until what is left of a text's time is said anew: a minute, and at last exactly its end. */
export function pauseUntil(until: number, now: number): number {
  return Math.max(0, Math.min(MINUTE, until - now));
}
