import { LatchkeyError } from '../../encoding/index.ts';

/** Nothing goes to a contact who was closed or blocked, until a person decides. */
export class ContactStateError extends LatchkeyError {
  readonly code: 'contact-closed' | 'contact-blocked';

  constructor(code: ContactStateError['code']) {
    super('nothing goes to this contact');
    this.code = code;
  }
}

/** There is no such contact (any more). `contact-gone` */
export class ContactGoneError extends LatchkeyError {
  readonly code = 'contact-gone';

  constructor() {
    super('no such contact');
  }
}

/** This account has no card of its own: nobody would know who writes. `no-card` */
export class NoCardError extends LatchkeyError {
  readonly code = 'no-card';

  constructor() {
    super('no card of this account');
  }
}

/** A contact was asked for the key of a text three times within a day: that is enough. `asked-often` */
export class AskedOftenError extends LatchkeyError {
  readonly code = 'asked-often';

  constructor() {
    super('asked three times today');
  }
}

/** The own text whose key was asked for isn't kept any more: there is none to give. `text-gone` */
export class TextGoneError extends LatchkeyError {
  readonly code = 'text-gone';

  constructor() {
    super('the text is not kept any more');
  }
}

/** A text of more characters than one may have: refused before it is sealed. `too-long` */
export class TextTooLongError extends LatchkeyError {
  readonly code = 'too-long';

  constructor() {
    super('the text is too long');
  }
}

/** The invitation was ended, its time is over, or somebody else was given its text. `invitation-over` */
export class InvitationOverError extends LatchkeyError {
  readonly code = 'invitation-over';

  constructor() {
    super('the invitation is over');
  }
}

/**
 * A text for more than 32 people, for two contacts who both claim to be one account, or for somebody whose list names more than eight
 * devices. `too-many-people`, `same-account`, `too-many-devices`
 */
export class PeopleError extends LatchkeyError {
  readonly code: 'too-many-people' | 'same-account' | 'too-many-devices';

  constructor(code: PeopleError['code']) {
    super('not for these people together');
    this.code = code;
  }
}
