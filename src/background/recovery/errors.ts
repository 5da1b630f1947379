import { LatchkeyError } from '../../encoding/index.ts';

/** A way in opens the vault here, but its store doesn't know it: no new browser would be let in by it. Nothing was noted. */
export class NotAtStoreError extends LatchkeyError {
  override readonly name = 'NotAtStoreError';
  readonly code = 'way-not-at-store';
  constructor() {
    super('The store does not know this way in');
  }
}

/** An answer, or more, is not the one that was given: which, nobody knows. One try is gone. */
export class WrongAnswersError extends LatchkeyError {
  override readonly name = 'WrongAnswersError';
  readonly code = 'wrong-answers';
  constructor() {
    super('The answers open nothing');
  }
}

/** The shares that came don't open together: too few, or some that are wrong. More may still come. */
export class SharesMissingError extends LatchkeyError {
  override readonly name = 'SharesMissingError';
  readonly code = 'shares-missing';
  constructor() {
    super('The shares that came open nothing');
  }
}

/** Letters of a sheet that belong to no phrase of this vault. Nothing was noted. */
export class KitOtherError extends LatchkeyError {
  override readonly name = 'KitOtherError';
  readonly code = 'kit-other';
  constructor() {
    super('The letters belong to no phrase of this vault');
  }
}
