import { LatchkeyError } from '../../encoding/index.ts';

/** A card that nobody signed, or whose device list is not in the chain that its store serves. `card-refused` */
export class CardError extends LatchkeyError {
  readonly code = 'card-refused';

  constructor(options?: ErrorOptions) {
    super('card refused', options);
  }
}

/** A set-up whose sender is not who its card, its certificate or their device list say. `sender-refused` */
export class SenderError extends LatchkeyError {
  readonly code = 'sender-refused';

  constructor(options?: ErrorOptions) {
    super('not the sender that it claims', options);
  }
}

/** A code that was shown in the same room is over: ten minutes have passed, or somebody has read it before. `meeting-over` */
export class MeetingOverError extends LatchkeyError {
  readonly code = 'meeting-over';

  constructor(options?: ErrorOptions) {
    super('the code is over', options);
  }
}

/** What was to be decided of a contact is not what it stands at any more. `comparison-stale` */
export class ComparisonError extends LatchkeyError {
  readonly code = 'comparison-stale';

  constructor() {
    super('compared with what is not held any more');
  }
}
