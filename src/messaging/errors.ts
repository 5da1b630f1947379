import { LatchkeyError } from '../encoding/index.ts';

/** A text with our prefix that was cut, edited or mistyped on its way: the checksum fits nowhere. `armor-damaged` */
export class ArmorDamagedError extends LatchkeyError {
  readonly code = 'armor-damaged';

  constructor() {
    super('armored text is damaged');
  }
}

/** A whole text of a version or kind that this Latchkey does not know: made by a newer one. `armor-version` */
export class ArmorVersionError extends LatchkeyError {
  readonly code = 'armor-version';

  constructor() {
    super('armored text of another version');
  }
}

/** The key named in the text is not in this vault's keyring: of another vault, or not yet synced. `unknown-epoch` */
export class UnknownEpochError extends LatchkeyError {
  readonly code = 'unknown-epoch';

  constructor() {
    super('no key of this vault fits the text');
  }
}
