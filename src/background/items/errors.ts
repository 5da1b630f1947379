import { LatchkeyError } from '../../encoding/index.ts';

/** Something was to be deleted for good that isn't in the trash (any more). */
export class NotInTrashError extends LatchkeyError {
  readonly code = 'not-in-trash';

  constructor() {
    super('Only what lies in the trash can be deleted for good.');
  }
}
