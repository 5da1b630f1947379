/**
 * How many random cases a property runs: `count` in `npm test`, scaled by LATCHKEY_RUNS (a whole factor) in `npm run proof`.
 */
export function runs(count: number): number {
  return count * Math.max(1, Number.parseInt(process.env['LATCHKEY_RUNS'] ?? '1', 10));
}

/** How long such a property may take, in milliseconds: `ms` in `npm test`, as much longer as there are more cases. */
export function patience(ms: number): number {
  return runs(ms);
}
