import type { Pulled, StoreClient } from '../../sync/index.ts';
import { pullAll, RefusedError } from '../../sync/index.ts';
import { LinkedStateError } from '../../vault/index.ts';

/** How often a vault may move between two questions before it counts as one that nobody can be shown. */
const TRIES = 3;

/**
 * Everything that a store has, and, where that is of another head than the one vouched for (base64url), what came after that
 * head. Throws LinkedStateError where the store doesn't know it; and what pulling throws.
 */
export async function pullLinked(
  client: StoreClient,
  head: string,
  progress: (done: number, total: number) => void,
): Promise<{ readonly pulled: Pulled; readonly since?: Pulled }> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const pulled = await pullAll(client, undefined, progress);
    if (pulled.head === head) return { pulled };
    const since = await pullAll(client, head).catch((error: unknown) => {
      const isUnknown = error instanceof RefusedError && error.code === 'head-unknown';
      throw isUnknown ? new LinkedStateError({ cause: error }) : error;
    });
    if (since.head === pulled.head) return { pulled, since };
  }
  throw new LinkedStateError();
}
