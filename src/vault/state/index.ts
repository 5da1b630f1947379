/*
 * state: one state of an open vault, and how a commit makes the next. Types, errors, the rows as they are stored, the turns in
 * which all work is done. Knows nothing of what a person changes or a store tells.
 */
export { prepareCommit, sealDevice, sealHeader, withCatalog, withoutResumption } from './commit.ts';
export { catchUp } from './catch-up.ts';
export { checkHeader, openCore, storedSlots, wipeState } from './core.ts';
export type { Core, VaultState } from './core.ts';
export type { Draft, SealedPut } from './draft.ts';
export {
  CloneError,
  ConnectedError,
  DeviceRemovedError,
  ForgedError,
  ForkError,
  NotConnectedError,
  NotResumableError,
  NoVaultError,
  OutdatedError,
  RollbackError,
  RotatedAwayError,
  VaultClosedError,
  VaultExistsError,
} from './errors.ts';
export type { Surroundings } from './parts.ts';
export {
  agreesWithManifest,
  auditRecords,
  entryOf,
  inBatches,
  isRow,
  openRecords,
  openRow,
  openRows,
  readRow,
  readRows,
} from './rows.ts';
export { newTurns } from './turns.ts';
export type {
  ExchangeHears,
  ExportedVault,
  FirstPush,
  JoinedState,
  Joining,
  Keeper,
  LockedWay,
  NewWay,
  OpenedRecord,
  OpenVault,
  Put,
  Removal,
  Summarize,
  Summary,
  SyncStatus,
  VaultExchange,
  Way,
  WayChange,
  WayKind,
  WayParameters,
  Write,
} from './types.ts';
export { isUnsent, versionOf } from './unsent.ts';
