import { LatchkeyError } from '../../encoding/index.ts';

/** What was asked belongs to an import that is over, or that another window began anew. */
export class ImportGoneError extends LatchkeyError {
  readonly code = 'import-gone';

  constructor() {
    super('Another import took the place of this one.');
  }
}

/** An import is under way: another can't begin. */
export class ImportRunningError extends LatchkeyError {
  readonly code = 'import-running';

  constructor() {
    super('An import is under way.');
  }
}
