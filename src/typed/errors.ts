import { LatchkeyError } from '../encoding/index.ts';

/** What was typed is no address of a store: https, or http on this machine; no path, no user name. `store-address` */
export class AddressError extends LatchkeyError {
  readonly code = 'store-address';

  constructor() {
    super('not an address of a store');
  }
}

/** An answer in which no letter and no digit is, or that is too long. `answer-empty`, `answer-long` */
export class AnswerError extends LatchkeyError {
  readonly code: 'answer-empty' | 'answer-long';

  constructor(code: 'answer-empty' | 'answer-long') {
    super('not an answer');
    this.code = code;
  }
}

/** What was typed is no one-time code at all: wrong length, or other characters. `code-shape` */
export class CodeError extends LatchkeyError {
  readonly code = 'code-shape';

  constructor() {
    super('not a one-time code');
  }
}

/** What was typed is no e-mail address, and can't be unwrapped to one. `email-address` */
export class EmailError extends LatchkeyError {
  readonly code = 'email-address';

  constructor() {
    super('not an e-mail address');
  }
}

/** What was typed is no telephone number with its country. `phone-number` */
export class NumberError extends LatchkeyError {
  readonly code = 'phone-number';

  constructor() {
    super('not a telephone number');
  }
}

/** What was scanned or pasted is not the code that a new browser shows. `link-code` */
export class LinkCodeError extends LatchkeyError {
  readonly code = 'link-code';

  constructor() {
    super('not a code of a new browser');
  }
}

/** What was typed is no name for others to see: empty, too long, or with signs that hide or turn what is read. `person-name` */
export class NameError extends LatchkeyError {
  readonly code = 'person-name';

  constructor() {
    super('not a name');
  }
}

/** What was scanned is not the code that a contact shows to be compared. `compare-code` */
export class CompareCodeError extends LatchkeyError {
  readonly code = 'compare-code';

  constructor() {
    super('not a code to compare');
  }
}

/** What was pasted or scanned has no card in it, neither armored nor as a link. `card-text` */
export class CardTextError extends LatchkeyError {
  readonly code = 'card-text';

  constructor() {
    super('no card');
  }
}

/** What was scanned is no code to be compared. `comparison-code` */
export class ComparisonCodeError extends LatchkeyError {
  readonly code = 'comparison-code';

  constructor() {
    super('not a code to be compared');
  }
}
