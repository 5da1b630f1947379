/** So many records at a time: nobody waits for more than that of one commit. */
export const SLICE = 1_000;

/** Does `work` slice by slice, and lets others have their turn after each. */
export async function inSlices<T>(all: readonly T[], work: (slice: readonly T[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < all.length; start += SLICE) {
    if (start > 0) await new Promise((resolve) => setImmediate(resolve));
    await work(all.slice(start, start + SLICE));
  }
}
