import { LatchkeyError } from '../encoding/index.ts';

/** Nothing that we know, or broken from the start. `file-unknown` */
export class UnknownFileError extends LatchkeyError {
  readonly code = 'file-unknown';

  constructor() {
    super('The file is of no format that is read here.');
  }
}
