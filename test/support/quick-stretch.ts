import type { Stretch } from '../../src/crypto/index.ts';
import { kdf } from '../../src/crypto/index.ts';

/** A stretch without the stretching, for tests in which Argon2id's cost is not the point: same arguments, same shape. */
export const quickStretch: Stretch = (password, { salt }, length) =>
  Promise.resolve(kdf(password, 'test/stretch', salt, length));
