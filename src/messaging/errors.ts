import { LatchkeyError } from '../encoding/index.ts';

/** A text with our prefix that was cut, edited or mistyped on its way: the checksum fits nowhere. `armor-damaged` */
export class ArmorDamagedError extends LatchkeyError {
  readonly code: 'armor-damaged' | 'armor-cut' = 'armor-damaged';

  constructor() {
    super('armored text is damaged');
  }
}

/** The site shows only the beginning of such a text, and says so by an ellipsis. `armor-cut` */
export class ArmorCutError extends ArmorDamagedError {
  override readonly code = 'armor-cut';
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

/** Under the id of a text stands another one: whoever knows its key put changed words there. `text-changed` */
export class TextChangedError extends LatchkeyError {
  readonly code = 'text-changed';

  constructor(options?: ErrorOptions) {
    super('another text stands under this id', options);
  }
}
