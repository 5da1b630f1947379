import { onTestFinished } from 'vitest';
import type { Fetch, StoreClient } from '../../../src/sync/index.ts';
import { Exchange, signInByKey } from '../../../src/sync/index.ts';
import type { ServedStore } from '../../server/support/store.ts';
import { serveStore } from '../../server/support/store.ts';
import type { HeldStore } from './app.ts';
import { holdStore } from './app.ts';
import { newClient } from './parts.ts';
import { somebody } from './person.ts';
import { TestVault } from './vault.ts';
import { inProcess } from '../../support/in-process.ts';

/** What stands between a browser and the store, as the test says. */
class Net {
  readonly asked: string[] = [];
  /** Requests that have no answer yet, without those that hang. */
  open = 0;
  /** Requests whose path contains it never arrive. */
  lost: string | undefined;
  /** Requests whose path contains it arrive nowhere, and hang. */
  held: string | undefined;
  /** Requests whose path contains it arrive, and their answers don't. */
  unanswered: string | undefined;
  /** What is answered instead. `length`: bytes of the request's body. */
  instead: ((path: string, length: number) => Response | undefined) | undefined;

  over(fetch: Fetch): Fetch {
    return async (url, init) => {
      const path = new URL(url).pathname;
      this.asked.push(path);
      if (this.lost !== undefined && path.includes(this.lost)) throw new TypeError('no network');
      if (this.held !== undefined && path.includes(this.held)) return hang(init.signal ?? undefined);
      const instead = this.instead?.(path, init.body instanceof Uint8Array ? init.body.length : 0);
      if (instead) return instead;
      const response = await this.#await(fetch(url, init));
      if (this.unanswered !== undefined && path.includes(this.unanswered)) throw new TypeError('connection reset');
      return response;
    };
  }

  async #await<T>(work: Promise<T>): Promise<T> {
    this.open += 1;
    try {
      return await work;
    } finally {
      this.open -= 1;
    }
  }

  count(path: string): number {
    return this.asked.filter((asked) => asked === path).length;
  }
}

function hang(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });
}

export interface Browser {
  readonly net: Net;
  readonly client: StoreClient;
  readonly vault: TestVault;
  readonly exchange: Exchange;
  readonly stopping: AbortController;
}

/** Browsers of one person at one store. */
export async function browsers(
  count: number,
  environment: Record<string, string> = {},
): Promise<[HeldStore, ...Browser[]]> {
  const store = await holdStore(environment);
  const owner = await store.newClient();
  const person = await somebody(owner);
  const make = async (): Promise<Browser> => {
    const net = new Net();
    const fetch = net.over(inProcess(store.app));
    const client = await store.newClient({ fetch });
    await signInByKey(client, person.phrase.privateKey);
    const vault = new TestVault(client, person);
    const stopping = new AbortController();
    net.asked.length = 0;
    return { net, client, vault, stopping, exchange: new Exchange(vault, stopping.signal) };
  };
  return [store, ...(await Promise.all(Array.from({ length: count }, make)))];
}

export async function two(environment?: Record<string, string>) {
  const [store, one, other] = await browsers(2, environment);
  if (!one || !other) throw new Error('no browsers');
  return { store, one, other };
}

/** Two browsers at a store that really listens, so that events are live. */
export async function live() {
  return browsersAt(await serveStore());
}

/** The same at the address under which this store is reached. */
export async function browsersAt<S extends Pick<ServedStore, 'origin'>>(store: S) {
  const owner = await newClient(store.origin);
  const person = await somebody(owner);
  const make = async () => {
    const net = new Net();
    const client = await newClient(store.origin, { fetch: net.over((url, init) => fetch(url, init)) });
    const { session } = await signInByKey(client, person.phrase.privateKey);
    const vault = new TestVault(client, person);
    const stopping = new AbortController();
    onTestFinished(() => stopping.abort());
    return { net, client, vault, stopping, exchange: new Exchange(vault, stopping.signal), session };
  };
  return { store, owner, one: await make(), other: await make() };
}
