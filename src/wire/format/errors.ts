import { LatchkeyError } from '../../encoding/index.ts';

/** A format number that this version doesn't know: made by a later version, or forged. Never guessed at. `format-unknown` */
export class FormatError extends LatchkeyError {
  readonly code = 'format-unknown';

  constructor() {
    super('unknown format');
  }
}

/** More parts than anything honest has, told by its lengths before any of them was read. `too-large` */
export class OversizeError extends LatchkeyError {
  readonly code = 'too-large';

  constructor() {
    super('more parts than there may be');
  }
}
