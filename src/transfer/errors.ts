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

/** Read in memory, whole, it would take more than there may be. `file-too-large` */
export class FileTooLargeError extends LatchkeyError {
  readonly code = 'file-too-large';

  constructor() {
    super('The file is larger than what is read here at once.');
  }
}

/** Its content is encrypted, and not read here. `file-sealed` */
export class SealedFileError extends LatchkeyError {
  readonly code = 'file-sealed';

  constructor() {
    super('The content of the file is encrypted.');
  }
}
