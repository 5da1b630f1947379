import type { Context } from '../context/index.ts';

/** What the generator takes. */
export interface GeneratorParts extends Pick<Context, 'session' | 'clock' | 'tell'> {
  /** The text of a file of the extension. */
  readonly ownFile: (path: `/${string}`) => Promise<string>;
}
