/** One figure of the table: milliseconds, the median of several runs. */
export type Milliseconds = number;

/** Runs `work` a few times unmeasured, then `times` times, and answers with the median. */
export async function median(work: () => unknown, times = 7, warmUps = 2): Promise<Milliseconds> {
  for (let i = 0; i < warmUps; i += 1) await work();
  const taken: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  taken.sort((a, b) => a - b);
  return taken[Math.floor(taken.length / 2)] ?? Number.NaN;
}

/** What is measured, perhaps after something that is not. */
type Work = (() => unknown) | { readonly before: () => Promise<() => unknown> };

/**
 * Several works in turns, so that a machine that is busy for a while is busy for all of them: the median of each.
 */
export async function medians<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  times = 7,
  warmUps = 2,
): Promise<Record<Name, Milliseconds>> {
  const names = Object.keys(works) as Name[];
  const taken = new Map<Name, Milliseconds[]>(names.map((name) => [name, []]));
  for (let i = 0; i < warmUps + times; i += 1) {
    for (const name of names) {
      const given: Work = works[name];
      const work = typeof given === 'function' ? given : await given.before();
      const start = performance.now();
      await work();
      if (i >= warmUps) taken.get(name)?.push(performance.now() - start);
    }
  }
  const middle = (figures: Milliseconds[] = []): Milliseconds =>
    figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
  return Object.fromEntries(names.map((name) => [name, middle(taken.get(name))])) as Record<Name, Milliseconds>;
}

/** For work of microseconds: the time of one call, measured over `calls` of them. */
export async function medianOfMany(work: () => unknown, calls: number, times = 9): Promise<Milliseconds> {
  const many = (): void => {
    for (let i = 0; i < calls; i += 1) work();
  };
  return (await median(many, times)) / calls;
}
