import { jobsOver } from './jobs.ts';
import type { Connect } from './line.ts';
import { closeOffscreen } from './offscreen.ts';
import { connectTo } from './worker.ts';

interface Place {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
}

type Outcome = 'match' | 'none' | 'refused';

/** The worker that compares regular expressions with the URL of a page. */
export interface ExpressionWork {
  /** One outcome of each expression; undefined when the worker did not answer in time, or broke. */
  compare(page: Place, expressions: readonly string[]): Promise<readonly Outcome[] | undefined>;
}

/** How long is waited, the start of the worker included: somebody looks at a list that isn't there yet. */
const PATIENCE_MS = 1_500;

/** Starts a worker when there is something to compare, and ends it after: it has read where somebody is. */
export function createExpressions(): ExpressionWork {
  return expressionsOver(connectTo('expressions'), closeOffscreen);
}

/** The same over any connection. */
export function expressionsOver(connect: Connect, idle: () => Promise<void>, patience = PATIENCE_MS): ExpressionWork {
  const jobs = jobsOver(connect, idle);
  return {
    compare: async (page, expressions) => {
      // Whoever else waits for a worker that stands still would wait in vain, too.
      const timer = setTimeout(() => jobs.end(), patience);
      try {
        return (await jobs.ask('compare', { page, expressions })) as readonly Outcome[];
      } catch {
        return undefined;
      } finally {
        clearTimeout(timer);
        if (!jobs.isBusy()) jobs.end();
      }
    },
  };
}
