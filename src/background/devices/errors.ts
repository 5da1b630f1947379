import { LatchkeyError } from '../../encoding/index.ts';
import { RefusedError } from '../../sync/index.ts';

/** Another number was chosen than the new browser shows: somebody stands between, or a person looked at the wrong screen. */
export class LinkNumberError extends LatchkeyError {
  override readonly name = 'LinkNumberError';
  readonly code = 'link-number';
  constructor() {
    super('Another number than the new browser shows');
  }
}

/** The time of a linking is over, or the other side ended it. */
export class LinkOverError extends LatchkeyError {
  override readonly name = 'LinkOverError';
  readonly code = 'link-over';
  constructor() {
    super('The linking is over');
  }
}

/** A meeting that was there and is unknown now was ended by the other side, or by its time. */
export function orOver(error: unknown): unknown {
  return error instanceof RefusedError && error.code === 'link-unknown' ? new LinkOverError() : error;
}
