/** How tries are spaced. Milliseconds. */
export interface Pace {
  readonly first: number;
  readonly most: number;
}

export const standardPace: Pace = { first: 1_000, most: 300_000 };

/**
 * How long to wait after so many failures in a row (1 for the first): doubling, and of that between half and all, by chance,
 * so that browsers which lost a store together don't come back together. `random` is in [0, 1); not a secret.
 */
export function backoff({ first, most }: Pace, failures: number, random: () => number): number {
  const whole = Math.min(most, first * 2 ** Math.min(failures - 1, 30));
  return Math.round(whole * (0.5 + random() / 2));
}
