import { LatchkeyError } from '../../src/encoding/index.ts';
import type { ApiErrorCode } from '../../src/wire/index.ts';

/** What an error may say beside its code. */
export interface RefusalDetails {
  /** Seconds. */
  readonly retryAfter?: number;
  readonly head?: string;
  readonly sequence?: number;
}

/** A request that is answered with one of the codes of the wire. Says nothing that differs between equal failures. */
export class Refusal extends LatchkeyError {
  readonly code: ApiErrorCode;
  readonly details: RefusalDetails;

  constructor(code: ApiErrorCode, details: RefusalDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
