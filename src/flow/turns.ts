/** One piece of work at a time, in the order of asking: two windows that write never see each other's half. */
export interface Turns {
  /** Resolves and rejects as `work` does; what fails holds up nobody behind it. */
  take<T>(work: () => T | Promise<T>): Promise<T>;
}

export function newTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take: (work) => {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
  };
}
