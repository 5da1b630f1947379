import type { ClientParts, Fetch, HeldSession, KeptKey, KeyShelf, Opaque } from '../../../src/sync/index.ts';
import { StoreClient, openRequestKey } from '../../../src/sync/index.ts';
import type { AnswerTo, JobOf, OpaqueJobs } from '../../../src/work/index.ts';
import { serveOpaque } from '../../../src/work/index.ts';

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

/** Cheap on purpose: the store never sees how hard a password was stretched. */
const quick = { 'argon2id-custom': { iterations: 1, memory: 1024, parallelism: 1 } };

/** The worker's own code without the worker, stretching cheaply. */
export function opaqueHere(): Opaque {
  const ask = async <K extends keyof OpaqueJobs>(
    kind: K,
    input: OpaqueJobs[K]['input'],
  ): Promise<OpaqueJobs[K]['result']> => {
    const cheap = 'state' in input ? { ...input, keyStretching: quick } : input;
    const answer = await answerOf({ number: 1, kind, input: cheap } as JobOf<OpaqueJobs>);
    // As a worker's errors arrive: with the code, and of no class of ours.
    if (!answer.ok) throw Object.assign(new Error('the worker failed'), { code: answer.code });
    return answer.result;
  };
  return {
    startRegistration: (password) => ask('startRegistration', { password }),
    finishRegistration: (input) => ask('finishRegistration', input),
    startLogin: (password) => ask('startLogin', { password }),
    finishLogin: (input) => ask('finishLogin', input),
  };
}

function answerOf(job: JobOf<OpaqueJobs>): Promise<AnswerTo<OpaqueJobs>> {
  return new Promise((resolve) => {
    serveOpaque({ addEventListener: (_, listener) => listener({ data: job }), postMessage: resolve });
  });
}
