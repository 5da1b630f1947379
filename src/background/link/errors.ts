import { LatchkeyError } from '../../encoding/index.ts';

/** The browser does not let us speak with the store's host: the user refused it, or took it back. */
export class StorePermissionError extends LatchkeyError {
  override readonly name = 'StorePermissionError';
  readonly code = 'store-permission';
  constructor() {
    super('The host of the store is not permitted');
  }
}

/** This browser has no session at the store of its vault: nothing can be asked there before somebody signs in. */
export class SignedOutError extends LatchkeyError {
  override readonly name = 'SignedOutError';
  readonly code = 'signed-out';
  constructor() {
    super('Nobody is signed in at the store');
  }
}

/** Wrong password or unknown address: the store makes the two look alike. */
export class WrongSignInError extends LatchkeyError {
  override readonly name = 'WrongSignInError';
  readonly code = 'wrong-sign-in';
  constructor() {
    super('The address and the password fit no account');
  }
}

/** A password that is guessed too soon to stand at a store (protocol 2.1). */
export class WeakPasswordError extends LatchkeyError {
  override readonly name = 'WeakPasswordError';
  readonly code = 'password-weak';
  constructor() {
    super('The password is too weak for a store');
  }
}

/** Signed in at an account that is not this vault's. */
export class OtherAccountError extends LatchkeyError {
  override readonly name = 'OtherAccountError';
  readonly code = 'other-account';
  constructor() {
    super('The account is another one than that of this vault');
  }
}

/** What was signed in to is a copy of the vault that is here: it can't go into itself. */
export class SameVaultError extends LatchkeyError {
  override readonly name = 'SameVaultError';
  readonly code = 'same-vault';
  constructor() {
    super('The account is that of the vault itself');
  }
}

/** At the address of this vault's store another one answers, which knows nothing of it. */
export class AnotherStoreError extends LatchkeyError {
  override readonly name = 'AnotherStoreError';
  readonly code = 'another-store';
  constructor() {
    super('Another store answers at this address');
  }
}

/** The store proved itself by another key than the one that the vault remembers (protocol 5). */
export class StoreKeyError extends LatchkeyError {
  override readonly name = 'StoreKeyError';
  readonly code = 'store-key-changed';
  constructor() {
    super('The store has another key than before');
  }
}

/** The account at this store is not where ours went: no browser of ours has signed that. */
export class NotMovedHereError extends LatchkeyError {
  override readonly name = 'NotMovedHereError';
  readonly code = 'not-moved-here';
  constructor() {
    super('No list that goes on from ours names this store');
  }
}

/** The account at this store is not one that this vault left behind there. */
export class NotLeftError extends LatchkeyError {
  override readonly name = 'NotLeftError';
  readonly code = 'not-left';
  constructor() {
    super('The account at this store is not what this vault left there');
  }
}

/** The store that this vault left knows nothing of this device, which came later. */
export class NotListedThereError extends LatchkeyError {
  override readonly name = 'NotListedThereError';
  readonly code = 'not-listed-there';
  constructor() {
    super('This device is not in the list of the account at that store');
  }
}

/** The account is at another store by now, and this browser has not gone there yet (protocol 6.1). */
export class AccountMovedError extends LatchkeyError {
  override readonly name = 'AccountMovedError';
  readonly code = 'account-moved';
  constructor() {
    super('The account has moved to another store');
  }
}
