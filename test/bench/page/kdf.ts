import argon2 from 'argon2-browser/dist/argon2-bundled.min.js';
import type { KdfJob } from './kdf-worker.ts';
import { type Milliseconds, medians } from './measure.ts';

const salt = new Uint8Array(16).fill(7);
const password = new TextEncoder().encode('correct horse battery staple');
const megabytes64 = 65_536;

/** Ours as the product asks it, in a worker, message and all; the bare library in a worker of its own; in turns. */
export async function kdf(): Promise<{ ours: Milliseconds; peer: Milliseconds; limit: Milliseconds }> {
  const [ours, bare] = [newAsker('ours'), newAsker('bare')];
  const figures = await medians({
    ours: ours.ask,
    limit: bare.ask,
    peer: () => argon2.hash({ pass: password, salt, time: 3, mem: megabytes64, parallelism: 4, hashLen: 32, type: 2 }),
  });
  ours.end();
  bare.end();
  return figures;
}

function newAsker(by: KdfJob['by']): { ask: () => Promise<unknown>; end: () => void } {
  const worker = new Worker(new URL('./kdf-worker.ts', import.meta.url), { type: 'module' });
  const ask = (): Promise<unknown> =>
    new Promise((resolve) => {
      worker.onmessage = ({ data }) => {
        resolve(data);
      };
      worker.postMessage({ by, password, salt } satisfies KdfJob);
    });
  return { ask, end: () => worker.terminate() };
}
