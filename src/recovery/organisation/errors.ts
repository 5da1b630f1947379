import { LatchkeyError } from '../../encoding/index.ts';

/** What was typed has the length of a fingerprint, but its last letters don't fit the others: a letter is another. */
export class FingerprintError extends LatchkeyError {
  override readonly name = 'FingerprintError';
  readonly code = 'fingerprint-typo';
  constructor() {
    super('The check of the fingerprint does not fit');
  }
}
