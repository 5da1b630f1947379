import { LatchkeyError } from '../encoding/index.ts';

/**
 * The one error of every opening that fails: wrong key, wrong binding, changed, cut or extended bytes all read alike, so
 * that nobody learns from a failure. `decryption`
 */
export class DecryptionError extends LatchkeyError {
  readonly code = 'decryption';

  constructor() {
    super('could not be opened');
  }
}

/** A public key that is not canonical, or of low order: nothing may be agreed with it. `bad-public-key` */
export class PublicKeyError extends LatchkeyError {
  readonly code = 'bad-public-key';

  constructor() {
    super('public key refused');
  }
}

/** Argon2id parameters outside what format 1 allows; thrown before anything is derived. `stretch-parameters` */
export class StretchParametersError extends LatchkeyError {
  readonly code = 'stretch-parameters';

  constructor() {
    super('key stretching parameters refused');
  }
}
