import { LatchkeyError } from '../encoding/index.ts';

/** Nothing that we know, or broken from the start. `file-unknown` */
export class UnknownFileError extends LatchkeyError {
  readonly code = 'file-unknown';

  constructor() {
    super('The file is of no format that is read here.');
  }
}

/** Ours, of a version that came after this one. `format-unknown` */
export class NewerFileError extends LatchkeyError {
  readonly code = 'format-unknown';

  constructor() {
    super('The file is of a later version.');
  }
}
