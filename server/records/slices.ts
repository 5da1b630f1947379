/** So many records at a time: nobody waits for more than that of one commit. */
export const SLICE = 1_000;

/** Does `work` for all of them, and lets others have their turn after each slice. */
export async function inSlices<T>(all: readonly T[], work: (one: T) => void): Promise<void> {
  for (let start = 0; start < all.length; start += SLICE) {
    if (start > 0) await new Promise((resolve) => setImmediate(resolve));
    for (const one of all.slice(start, start + SLICE)) work(one);
  }
}
