import { argon2id } from 'hash-wasm';
import type { Stretch } from '../crypto/index.ts';
import { checkStretch } from '../crypto/index.ts';

const STRETCHED_BYTES = 32;

/**
 * Argon2id (RFC 9106) by WebAssembly: 32 bytes. Blocks its thread for about half a second, so it runs in a worker.
 * `password` is UTF-8 of the NFKC form. Throws StretchParametersError before anything is derived.
 */
export const stretch: Stretch = async (password, parameters) => {
  checkStretch(parameters);
  const { salt, t, m, p } = parameters;
  const derived = await argon2id({
    password,
    salt,
    iterations: t,
    memorySize: m,
    parallelism: p,
    hashLength: STRETCHED_BYTES,
    outputType: 'binary',
  });
  return new Uint8Array(derived);
};
