import { LatchkeyError } from '../../encoding/index.ts';

/** Something was to be deleted for good that isn't in the trash (any more). */
export class NotInTrashError extends LatchkeyError {
  readonly code = 'not-in-trash';

  constructor() {
    super('Only what lies in the trash can be deleted for good.');
  }
}

/** An item with its history would be larger than a record may be. Refused before anything is written. */
export class ItemTooLargeError extends LatchkeyError {
  readonly code = 'item-too-large';

  constructor() {
    super('An item and its history hold at most 3 MiB of text.');
  }
}

/** What was chosen is more than one commit should carry. Refused before anything is written. */
export class TooMuchAtOnceError extends LatchkeyError {
  readonly code = 'too-much-at-once';

  constructor() {
    super('At most 64 MiB of items are changed at once.');
  }
}

/** One of the items has as many tags as an item may have. Refused before anything is written. */
export class TooManyTagsError extends LatchkeyError {
  readonly code = 'too-many-tags';

  constructor() {
    super('An item has at most 50 tags.');
  }
}

/** There is nothing in the field that was to be copied, or it is no secret of codes. */
export class NothingToCopyError extends LatchkeyError {
  readonly code = 'nothing-to-copy';

  constructor() {
    super('This field is empty.');
  }
}

/** A login was to be opened that has no address of a page. */
export class NoAddressError extends LatchkeyError {
  readonly code = 'no-address';

  constructor() {
    super('This login has no address that a browser opens.');
  }
}

/** One of the items that were to be merged is another one by now: nothing was merged. */
export class DuplicatesChangedError extends LatchkeyError {
  readonly code = 'duplicates-changed';

  constructor() {
    super('One of these items was changed meanwhile.');
  }
}

/** A merge or a change of many was to be taken back for which it is too late. */
export class UndoOverError extends LatchkeyError {
  readonly code = 'undo-over';

  constructor() {
    super('This can no longer be taken back.');
  }
}
