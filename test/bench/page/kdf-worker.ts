import { argon2id } from 'hash-wasm';
import { stretch } from '../../../src/work/stretch.ts';

/** 64 MiB and 3 passes: by ours, or by the library that ours is made of, called as plainly as can be. */
export interface KdfJob {
  readonly by: 'ours' | 'bare';
  readonly password: Uint8Array<ArrayBuffer>;
  readonly salt: Uint8Array<ArrayBuffer>;
}

const memory = 65_536;

function derive({ by, password, salt }: KdfJob): Promise<Uint8Array> {
  if (by === 'ours') return stretch(password, { salt, t: 3, m: memory, p: 4 });
  const cost = { iterations: 3, memorySize: memory, parallelism: 4, hashLength: 32 };
  return argon2id({ password, salt, ...cost, outputType: 'binary' });
}

self.onmessage = async ({ data }: MessageEvent<KdfJob>) => {
  self.postMessage(await derive(data));
};
