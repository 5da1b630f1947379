import { LatchkeyError } from '../../encoding/index.ts';

/** A body that claims to be an item but isn't one. Names the field, never what stood in it. */
export class MalformedItemError extends LatchkeyError {
  readonly code = 'malformed-item';

  constructor(field: string) {
    super(`The field "${field}" of an item has the wrong shape.`);
  }
}

/** An item of a kind that this version doesn't know. It is kept as it is and must not be rewritten. */
export class UnknownKindError extends LatchkeyError {
  readonly code = 'unknown-item-kind';

  constructor() {
    super('An item is of a kind that this version does not know.');
  }
}
