import { LatchkeyError } from '../encoding/index.ts';

/** What was typed is no address of a store: https, or http on this machine; no path, no user name. `store-address` */
export class AddressError extends LatchkeyError {
  readonly code = 'store-address';

  constructor() {
    super('not an address of a store');
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

/** What was scanned or pasted is not the code that a new browser shows. `link-code` */
export class LinkCodeError extends LatchkeyError {
  readonly code = 'link-code';

  constructor() {
    super('not a code of a new browser');
  }
}
