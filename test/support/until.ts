/** How long anything that a browser does may take before a test gives up on it. A limit, never a measurement. */
export const longestWait = 60_000;

/** Between two looks at what is waited for. */
const [SHORTEST_REST_MS, LONGEST_REST_MS] = [3, 50];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The same answer, or an error once it takes too long: a driver waits for pages that never draw, and for ever. */
export async function inTime<Value>(what: string, answer: Promise<Value>, limit = longestWait): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Never answered: ${what}`)), limit);
  });
  try {
    return await Promise.race([answer, never]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Asks `probe` again and again until it gives a value that is neither `undefined`, `null` nor `false`.
 * A probe that throws (a page in mid-navigation) counts as "not yet"; the last such error is named when patience ends.
 */
export async function until<Value>(
  what: string,
  probe: () => Promise<Value | undefined | null | false> | Value | undefined | null | false,
  limit = longestWait,
): Promise<Value> {
  const deadline = Date.now() + limit;
  let cause: unknown;
  // What is there at once isn't waited for long, and what takes long isn't asked for often.
  let rest = SHORTEST_REST_MS;
  do {
    try {
      const value = await inTime(what, Promise.resolve(probe()), deadline - Date.now());
      if (value !== undefined && value !== null && value !== false) return value;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await pause(rest);
    rest = Math.min(2 * rest, LONGEST_REST_MS);
  } while (Date.now() < deadline);
  throw new Error(`Waited in vain: ${what}`, { cause });
}
