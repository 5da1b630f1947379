import { LatchkeyError } from '../../encoding/index.ts';

/** No value is as these options want it: more characters of some sort than its length, or none to take. */
export class ImpossibleOptionsError extends LatchkeyError {
  readonly code = 'impossible-options';

  constructor() {
    super('Nothing fits these options.');
  }
}
