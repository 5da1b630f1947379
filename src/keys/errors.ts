import { LatchkeyError } from '../encoding/index.ts';

/**
 * A slot is not what the keyring says of it: its kind, parameters, public key or seal were replaced (protocol 2.1).
 * Nothing may be shown or written after it. `slot-tampered`
 */
export class TamperedSlotError extends LatchkeyError {
  readonly code = 'slot-tampered';

  constructor() {
    super('a slot differs from the keyring');
  }
}

/** The last way in can't go: nobody could open the vault again. `last-way` */
export class LastWayError extends LatchkeyError {
  readonly code = 'last-way';

  constructor() {
    super('the last way in stays');
  }
}

/** No way in has this id. `unknown-way` */
export class UnknownWayError extends LatchkeyError {
  readonly code = 'unknown-way';

  constructor() {
    super('no such way in');
  }
}
