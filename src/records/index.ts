/*
 * records: what is sealed. The record, the commit, the manifest with its record sum, the snapshot that unlocking opens,
 * and the merge of two edits. Knows keys, but no clock and no storage: a store is a port that platform implements.
 */
export type { Domain } from '../wire/index.ts';
export {
  DamagedRecordError,
  DamagedRowError,
  DamagedVaultError,
  RecordSumError,
  StaleWriteError,
  UnknownRecordError,
} from './errors.ts';
export type { VaultPart } from './errors.ts';
export { isConflict, isStanding, rowTables } from './database.ts';
export type {
  DeletedRecord,
  DeviceRow,
  RowTable,
  RowsChange,
  SealedVersion,
  SentCommit,
  Standing,
  StoredRecord,
  SyncState,
  SyncedHead,
  VaultChange,
  VaultHeader,
  VaultDatabase,
} from './database.ts';
export { epochOf, openRecord, sealRecord } from './record.ts';
export { noSum, sumOf, updateSum } from './sum.ts';
export type { Summand } from './sum.ts';
export {
  headOf,
  isAuthor,
  keyringHash,
  namesSlots,
  noHead,
  openManifest,
  openManifestUnder,
  sealManifest,
  signCommit,
  slotHashes,
} from './manifest.ts';
export { allRows, findRow, listedRows, newCatalog, unlistedIn, unlistedMark, updateCatalog } from './catalog.ts';
export type { Catalog, Entry } from './catalog.ts';
export { openSnapshot, sealSnapshot, snapshotKey } from './snapshot.ts';
export { headFingerprint } from './fingerprint.ts';
export { namedRecordId } from './named-id.ts';
export { same } from './json.ts';
export { findLike, idOf, mergeLists } from './merge-lists.ts';
export { mergeBodies } from './merge.ts';
export { openExport, sealExport } from './export.ts';
