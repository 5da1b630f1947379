import { argon2id } from 'hash-wasm';
import type { Stretch } from '../../../src/crypto/index.ts';
import type { ClientParts, Fetch, HeldSession, KeptKey, KeyShelf } from '../../../src/sync/index.ts';
import { StoreClient, openRequestKey } from '../../../src/sync/index.ts';

/** A shelf in memory, as the platform's holds keys in a database. */
export class MemoryShelf implements KeyShelf {
  kept: KeptKey | undefined;

  read(): Promise<KeptKey | undefined> {
    return Promise.resolve(this.kept);
  }

  keep(key: KeptKey): Promise<void> {
    this.kept = key;
    return Promise.resolve();
  }

  erase(): Promise<void> {
    this.kept = undefined;
    return Promise.resolve();
  }
}

/** Of a store that doesn't look at it. */
export const anySession: HeldSession = { token: 'A'.repeat(43), doorKey: `CQ${'A'.repeat(41)}` };

/** Node's own. */
const nodeFetch: Fetch = (url, init) => fetch(url, init);

/** A client of a browser of its own, with a request key of its own. */
export async function newClient(origin: string, parts: Partial<ClientParts> = {}): Promise<StoreClient> {
  const key = await openRequestKey(new MemoryShelf());
  return new StoreClient({ origin, fetch: nodeFetch, clock: Date.now, key, ...parts });
}

/** Argon2id, cheap on purpose: the store never sees how hard a password was stretched. */
export const cheapStretch: Stretch = (password, { salt }, length = 32) =>
  argon2id({
    password,
    salt,
    iterations: 1,
    memorySize: 1024,
    parallelism: 1,
    hashLength: length,
    outputType: 'binary',
  }).then((made) => Uint8Array.from(made));
