/**
 * sync: speaks with a store. Signs up, signs in, moves sealed commits; opens none of them, holds no vault and no queue.
 * What it is told by a store it checks for shape and sense, never for truth: that takes keys. `fetch`, the clock, the
 * request key and Argon2id's worker come as arguments.
 */
export {
  deleteAccount,
  registerPassword,
  startSecurityKey,
  groupedCode,
  newBackupCodes,
  leaveStore,
  lookupOf,
  takeLink,
  listSessions,
  signOut,
  signInByKey,
  finishPasskey,
  startPasskey,
  finishPassword,
  provePassword,
  finishSignUp,
  startSignUp,
  groupedSeed,
  isTotpCode,
  newTotpSeed,
  otpauthUrl,
  totpCode,
} from './account/index.ts';
export type { AccountSession, OpaqueRecord, CeremonyStart, PasswordProof, SignUpStart } from './account/index.ts';
export {
  StoreClient,
  NotAStoreError,
  RefusedError,
  SlowError,
  StoreAnswerError,
  StoreVersionError,
  UnreachableError,
  WrongOriginError,
  isPassing,
  Patience,
  newRequestKey,
  openRequestKey,
} from './client/index.ts';
export type { ClientParts, HeldSession, KeptKey, KeyShelf, Fetch, RequestKey } from './client/index.ts';
export {
  accessOfEscrow,
  accessOfOrganisation,
  accessOfTrustees,
  needsAddress,
  askRecoveryText,
  MeetingClient,
  meetInRecovery,
  cancelRecovery,
  evaluateInRecovery,
  lookAtRecovery,
  openRecovery,
  recoveryKeyChallenge,
  sendRecoveryCode,
  sendRecoverySecond,
  vetoRecovery,
} from './recovery/index.ts';
export type { Meeting } from './recovery/index.ts';
export { listen, Exchange, pullAll, pullSince } from './exchange/index.ts';
export type { ExchangeParts, Prepared, ExchangeState, Past, Pulled } from './exchange/index.ts';
export { appendToTopic, ContactClient, OwnMailbox, readTopic } from './mailbox/index.ts';
export type { ContactClientParts, Holding, PreKeyUpload } from './mailbox/index.ts';
