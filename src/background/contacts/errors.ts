import { LatchkeyError } from '../../encoding/index.ts';

/** A card of this very account: nobody writes to themselves by one. `card-own` */
export class OwnCardError extends LatchkeyError {
  readonly code = 'card-own';

  constructor() {
    super('the own card');
  }
}

/** What was scanned is not a code of this contact for this account. `comparison-other` */
export class OtherComparisonError extends LatchkeyError {
  readonly code = 'comparison-other';

  constructor() {
    super('a code of other people');
  }
}
