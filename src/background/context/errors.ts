import { LatchkeyError } from '../../encoding/index.ts';

/** The secret fits none of the vault's ways of its kind. */
export class WrongSecretError extends LatchkeyError {
  override readonly name = 'WrongSecretError';
  readonly code: 'wrong-password' | 'wrong-phrase' | 'wrong-passkey';
  constructor(code: WrongSecretError['code']) {
    super('The secret does not open this vault');
    this.code = code;
  }
}

/** The vault has no way in of this kind, or none of this id. */
export class NoSuchWayError extends LatchkeyError {
  override readonly name = 'NoSuchWayError';
  readonly code = 'no-such-way';
  constructor() {
    super('The vault has no such way in');
  }
}

/** What the ticket stood for is done, too old, or was dropped by a lock. */
export class NoTicketError extends LatchkeyError {
  override readonly name = 'NoTicketError';
  readonly code = 'no-ticket';
  constructor() {
    super('This ticket is not known');
  }
}
