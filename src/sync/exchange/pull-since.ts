import type { StoreClient } from '../client/index.ts';
import { RefusedError } from '../client/index.ts';
import type { Progress } from './pull.ts';
import { pullAll } from './pull.ts';
import type { Pulled } from './pulled.ts';

/** What a browser has followed, in base64url; `head` is undefined where that is nothing yet. */
export interface Past {
  readonly head: string | undefined;
  /** The heads before it, newest first: a store that was restored from a backup may go on from one of them. */
  former(): Promise<readonly string[]>;
}

/**
 * Everything since a head, or, from a store that has lost it and gone on, since the newest former head that the store knows.
 * Throws like `pullAll`: RefusedError `head-unknown` where the store knows none, or has nothing since.
 */
export async function pullSince(
  client: StoreClient,
  past: Past,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<Pulled> {
  try {
    return await pullAll(client, past.head, progress, signal);
  } catch (error) {
    if (!isUnknownHead(error)) throw error;
    const known = await newestKnown(client, await past.former(), signal);
    if (known === undefined || known === error.head) throw error;
    return pullAll(client, known, progress, signal);
  }
}

export function isUnknownHead(error: unknown): error is RefusedError {
  return error instanceof RefusedError && error.code === 'head-unknown';
}

/** Of a chain of heads a store knows all up to one: that one is found by halving. */
async function newestKnown(
  client: StoreClient,
  heads: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  let [unknown, known] = [-1, heads.length];
  while (known - unknown > 1) {
    const middle = Math.floor((known + unknown) / 2);
    if (await isKnown(client, heads[middle], signal)) known = middle;
    else unknown = middle;
  }
  return heads[known];
}

async function isKnown(client: StoreClient, head: string | undefined, signal?: AbortSignal): Promise<boolean> {
  try {
    await client.pullPage(head, undefined, signal);
    return true;
  } catch (error) {
    if (isUnknownHead(error)) return false;
    throw error;
  }
}
