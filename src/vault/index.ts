/*
 * vault: the vault of this browser. Locked, it is a keeper; open, one immutable state, and a commit is the only way from
 * one to the next. What a store tells is verified before it is merged. Knows no page, browser, session or network: a database,
 * a clock and what the index shall know come as arguments.
 */
export { VaultKeeper } from './keeper.ts';
export { openExport, sealExport } from '../records/index.ts';
export { newPasskeyWay, newPasswordWay, newPhraseWay, passwordName } from './change/index.ts';
export {
  CloneError,
  ConnectedError,
  DeviceRemovedError,
  ForgedError,
  LinkedStateError,
  mayRejoin,
  NoVaultError,
  NotConnectedError,
  RotatedAwayError,
  VaultClosedError,
  VaultExistsError,
} from './state/index.ts';
export type {
  DeviceChange,
  ExportedVault,
  PendingJoin,
  Put,
  Removal,
  Keeper,
  LockedWay,
  NewWay,
  OpenVault,
  Summarize,
  VouchedState,
  Way,
  WayChange,
  WayKind,
  WayParameters,
} from './state/index.ts';
