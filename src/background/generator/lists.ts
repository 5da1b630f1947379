import { readWordList } from '../../items/index.ts';
import type { GeneratorParts } from './parts.ts';

/**
 * The word list and the sites' rules (80 kB): files of their own, read when somebody first makes something. Bundled, each
 * wake of the background would read them, and most wakes make nothing; a worker would have to be started for a
 * millisecond's work.
 */
export interface Lists {
  readonly words: () => Promise<readonly string[]>;
  /** Rule texts by domain. */
  readonly rules: () => Promise<Readonly<Record<string, string>>>;
}

export function lists(ownFile: GeneratorParts['ownFile']): Lists {
  return {
    words: once(() => readWordList(ownFile)),
    rules: once(async () => JSON.parse(await ownFile('/generator/site-rules.json')) as Record<string, string>),
  };
}

/** Reads it at its first use; one that failed is read again. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read().catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    return reading;
  };
}
