import { setTimeout as after } from 'node:timers/promises';

/** After so many milliseconds what could not be sent is tried again: a server that is started anew takes less. */
export const PAUSES: readonly number[] = [2_000, 15_000, 60_000];

/** Whether a failure may pass. What was refused for good is refused again. */
export type Passes = (error: unknown) => boolean;

interface Retrying {
  readonly pauses: readonly number[];
  readonly passes: Passes;
  readonly ending: AbortSignal;
}

/**
 * Tries until it goes through, it is refused for good, or `ending` aborts, which ends the pauses: the last try follows at once. What was
 * taken and not acknowledged goes twice, with the same words.
 */
export async function withRetries(send: () => Promise<void>, { pauses, passes, ending }: Retrying): Promise<void> {
  for (const pause of pauses) {
    try {
      await send();
      return;
    } catch (error) {
      if (ending.aborted || !passes(error)) throw error;
    }
    await after(pause, undefined, { signal: ending }).catch(() => undefined);
  }
  await send();
}
