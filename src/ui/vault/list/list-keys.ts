/**
 * The row that a key goes to from row `at` of `length`, `page` of them in sight; undefined where the key is not ours or the beginning is
 * passed.
 */
export function rowAfterKey(key: string, at: number, length: number, page: number): number | undefined {
  const last = length - 1;
  const to = {
    ArrowDown: Math.min(at + 1, last),
    ArrowUp: at - 1,
    Home: 0,
    End: last,
    PageDown: Math.min(at + Math.max(1, page - 1), last),
    PageUp: Math.max(0, at - Math.max(1, page - 1)),
  }[key];
  return to === undefined || to < 0 ? undefined : to;
}
