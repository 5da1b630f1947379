/** Does something up to `times` times, as long as it fails in a way that is worth another try. Throws the last failure. */
export async function again<T>(
  times: number,
  isWorthIt: (error: unknown) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  for (let left = times - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left <= 0 || !isWorthIt(error)) throw error;
    }
  }
}
