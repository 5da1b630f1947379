/*
 * state: one state of an open vault, and how a commit makes the next. The host that holds it, its types and errors, the rows
 * as they are stored, the turns in which all work is done. Knows nothing of what a person changes or a store tells.
 */
export { composeCommit, prepareCommit, sealDevice, transitionTo, withoutResumption } from './commit.ts';
export { checkHeader, openCore, storedSlots } from './core.ts';
export type { Core, VaultState } from './core.ts';
export { damagedRows, listDeviceRows, readDeviceRow, resealed, resealRows, sealRows } from './device-rows.ts';
export type { Draft, SealedPut } from './draft.ts';
export {
  CloneError,
  FollowedMeanwhileError,
  ConnectedError,
  DeviceRemovedError,
  mayRejoin,
  ForgedError,
  ForkError,
  LinkedStateError,
  NotConnectedError,
  NotResumableError,
  NoVaultError,
  OutdatedError,
  RollbackError,
  RotatedAwayError,
  UnknownDeviceError,
  VaultClosedError,
  VaultExistsError,
} from './errors.ts';
export type {
  BackupFacet,
  DevicesFacet,
  Keeper,
  OpenVault,
  PendingJoin,
  ReadAhead,
  RecordsFacet,
  ReplicaFacet,
  RowsFacet,
  WaysFacet,
} from './facets.ts';
export { VaultHost } from './host.ts';
export type { Drafting } from './host.ts';
export type { SliceLimits, VaultParts } from './parts.ts';
export { hasWay, isMade } from './pending.ts';
export type { PendingChange, PendingWayChange } from './pending.ts';
export {
  agreesWithManifest,
  auditRecords,
  entryOf,
  inBatches,
  isRow,
  openRecords,
  readMeanwhile,
  openRow,
  openRows,
  readRow,
  readRows,
} from './rows.ts';
export type { Transition } from './transition.ts';
export type {
  Device,
  DeviceChange,
  ExchangeHears,
  ExportedVault,
  FirstPush,
  JoinedState,
  BackWay,
  EscrowWay,
  OrganisationWay,
  LockedWay,
  NewWay,
  OpenedRecord,
  OwnDevice,
  Put,
  Removal,
  Summarize,
  Summary,
  SyncStatus,
  VouchedState,
  Way,
  WayChange,
  WayKind,
  WayParameters,
  Write,
} from './types.ts';
export { isUnsent, versionOf } from './unsent.ts';
