import { LatchkeyError } from '../../encoding/index.ts';
import type { VaultPart } from '../../records/index.ts';
import type { Removal } from '../../wire/index.ts';
import { FormatError } from '../../wire/index.ts';

/** There is no vault in this browser. `no-vault` */
export class NoVaultError extends LatchkeyError {
  readonly code = 'no-vault';

  constructor() {
    super('no vault here');
  }
}

/** The vault was locked; what was asked of it is void. `vault-closed` */
export class VaultClosedError extends LatchkeyError {
  readonly code = 'vault-closed';

  constructor() {
    super('the vault is closed');
  }
}

/** There is a vault already; nothing of it was touched. `vault-exists` */
export class VaultExistsError extends LatchkeyError {
  readonly code = 'vault-exists';

  constructor() {
    super('there is a vault already');
  }
}

/** The vault has a store: a change of its ways in is one that somebody waits for, or none (`changeWays`). `vault-connected` */
export class ConnectedError extends LatchkeyError {
  readonly code = 'vault-connected';

  constructor() {
    super('the vault is connected to a store');
  }
}

/** The vault has no store. `not-connected` */
export class NotConnectedError extends LatchkeyError {
  readonly code = 'not-connected';

  constructor() {
    super('the vault is connected to no store');
  }
}

/** The store tells an older state than this browser has followed: restored from a backup, or lying. `store-rolled-back` */
export class RollbackError extends LatchkeyError {
  readonly code = 'store-rolled-back';
  /** How many commits the store has, and how many this browser knows of. */
  readonly sequence: number;
  readonly known: number;

  constructor(sequence: number, known: number) {
    super('the store has gone back to an older state');
    this.sequence = sequence;
    this.known = known;
  }
}

/** What is here can't be a commit on the state that the store went back to. Nothing was changed. `not-resumable` */
export class NotResumableError extends LatchkeyError {
  readonly code = 'not-resumable';

  constructor(options?: ErrorOptions) {
    super('not a former state that a commit could go on from', options);
  }
}

/** The store tells another history than the one this browser has followed. `store-forked` */
export class ForkError extends LatchkeyError {
  readonly code = 'store-forked';

  constructor() {
    super('the store tells another history');
  }
}

/** The store tells a new browser another state than the one that the browser which lets it in vouches for. `link-state` */
export class LinkedStateError extends LatchkeyError {
  readonly code = 'link-state';

  constructor(options?: ErrorOptions) {
    super('the store tells another state than the other browser', options);
  }
}

/** A commit bears this device's id that this browser never made: there is a copy of its profile. `device-cloned` */
export class CloneError extends LatchkeyError {
  readonly code = 'device-cloned';

  constructor() {
    super('another browser writes as this device');
  }
}

/** What the store tells was not sealed and signed so by a device of this account. `store-forged` */
export class ForgedError extends LatchkeyError {
  readonly code = 'store-forged';
  readonly part: VaultPart;

  constructor(part: VaultPart, options?: ErrorOptions) {
    super(`the store's ${part} can't be believed`, options);
    this.part = part;
  }
}

/** The ways in were changed elsewhere, and this browser must be opened by a current one again. `rotated-away` */
export class RotatedAwayError extends LatchkeyError {
  readonly code = 'rotated-away';

  constructor() {
    super('a current way in is needed');
  }
}

/** Another background rotated the keys: only the way through the lock leads to what it wrote. `conflict` */
export class RotatedMeanwhileError extends LatchkeyError {
  readonly code = 'conflict';

  constructor() {
    super('the keys were rotated meanwhile');
  }
}

/** Another background followed a part of what a store told, after it was asked: the next round goes on from there. `conflict` */
export class FollowedMeanwhileError extends LatchkeyError {
  readonly code = 'conflict';

  constructor() {
    super('a part of it was followed meanwhile');
  }
}

/** Whether a device that was taken out for this reason may come back, as another one (protocol 6.2). */
export function mayRejoin(reason: Removal['reason'] | undefined): boolean {
  return reason !== undefined && reason !== 'revoked';
}

/** A signed list of devices no longer has this one, for this reason. `device-removed` */
export class DeviceRemovedError extends LatchkeyError {
  readonly code = 'device-removed';
  readonly reason: Removal['reason'] | undefined;

  constructor(reason?: Removal['reason']) {
    super('this device was removed');
    this.reason = reason;
  }
}

/** No device has this id that could be renamed or taken out by this one. `unknown-device` */
export class UnknownDeviceError extends LatchkeyError {
  readonly code = 'unknown-device';

  constructor() {
    super('no such device');
  }
}

/** A device of this account writes a later format: until an update, this vault is only read. `format-unknown` */
export class OutdatedError extends FormatError {}
