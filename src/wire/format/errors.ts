import { LatchkeyError } from '../../encoding/index.ts';

/** A format number that this version doesn't know: made by a later version, or forged. Never guessed at. `format-unknown` */
export class FormatError extends LatchkeyError {
  readonly code = 'format-unknown';

  constructor() {
    super('unknown format');
  }
}
