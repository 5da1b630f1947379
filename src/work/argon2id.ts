import { argon2id as derive } from 'hash-wasm';
import type { Bytes } from '../encoding/index.ts';
import type { Argon2id } from '../transfer/index.ts';

type Cost = Parameters<Argon2id>[2];

/** By WebAssembly: blocks its thread. Whoever asks has judged the cost. */
export async function argon2id(
  password: Bytes,
  salt: Bytes,
  { passes, memory, lanes }: Cost,
  length = 32,
): Promise<Bytes> {
  const derived = await derive({
    password,
    salt,
    iterations: passes,
    memorySize: memory,
    parallelism: lanes,
    hashLength: length,
    outputType: 'binary',
  });
  return new Uint8Array(derived);
}
