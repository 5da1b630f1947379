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

/** Its content is encrypted under keys that are elsewhere. `file-sealed` */
export class SealedFileError extends LatchkeyError {
  readonly code = 'file-sealed';

  constructor() {
    super('The content of the file is encrypted.');
  }
}

/** Its content is encrypted under a password of its own, which nobody has said yet. `file-password-needed` */
export class FilePasswordNeededError extends LatchkeyError {
  readonly code = 'file-password-needed';

  constructor() {
    super('The file has a password.');
  }
}

/** The password does not open this export. Says nothing about the vault's own password. `wrong-export-password` */
export class WrongExportPasswordError extends LatchkeyError {
  readonly code = 'wrong-export-password';

  constructor() {
    super('This password does not open the export.');
  }
}

/** Opening it would take more memory or time than any honest file does. `file-cost` */
export class FileCostError extends LatchkeyError {
  readonly code = 'file-cost';

  constructor() {
    super('The file asks for more work than files do.');
  }
}

/** Its form is known, and what is in it was cut off or changed. `file-damaged` */
export class DamagedFileError extends LatchkeyError {
  readonly code = 'file-damaged';

  constructor() {
    super('The content of the file is damaged.');
  }
}

/** An archive of a form that isn't read here: in parts, in ZIP64, with names that lead elsewhere, or cut off. `archive-unread` */
export class ArchiveError extends LatchkeyError {
  readonly code = 'archive-unread';

  constructor() {
    super('The archive is of a form that is not read here.');
  }
}
