import { LatchkeyError } from '../../encoding/index.ts';

/** Somebody who was chosen is no contact that was compared: whoever that may be gets no share. Nothing was changed. */
export class NotComparedError extends LatchkeyError {
  override readonly name = 'NotComparedError';
  readonly code = 'trustee-not-compared';
  constructor() {
    super('A trustee is a contact that was compared');
  }
}

/** Nobody asks by this code, or not any more. Nothing was handed over. */
export class RequestUnknownError extends LatchkeyError {
  override readonly name = 'RequestUnknownError';
  readonly code = 'request-unknown';
  constructor() {
    super('No recovery is found by this code');
  }
}

/** What the store tells isn't what the code was made of: another account, or another key. Nothing was handed over. */
export class RequestOtherError extends LatchkeyError {
  override readonly name = 'RequestOtherError';
  readonly code = 'request-other';
  constructor() {
    super('The code is of another request');
  }
}

/** There is no share of this contact here. */
export class NoShareError extends LatchkeyError {
  override readonly name = 'NoShareError';
  readonly code = 'no-share';
  constructor() {
    super('No share of this contact is held here');
  }
}
