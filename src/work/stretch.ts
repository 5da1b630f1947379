import type { Stretch } from '../crypto/index.ts';
import { checkStretch } from '../crypto/index.ts';
import { argon2id } from './argon2id.ts';

/**
 * Argon2id of protocol 1, 32 bytes unless told. Blocks its thread for about half a second, so it runs in a worker.
 * `password` is UTF-8 of the NFKC form. Throws StretchParametersError before anything is derived.
 */
export const stretch: Stretch = async (password, parameters, length) => {
  checkStretch(parameters);
  const { salt, t, m, p } = parameters;
  return argon2id(password, salt, { passes: t, memory: m, lanes: p }, length);
};
