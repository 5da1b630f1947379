/*
 * wire: the words that a client, its local database and a store share. Shapes, versions, and parsers that refuse what
 * they don't know (MalformedError, or FormatError for a format of a later version). Opens nothing and holds no key.
 */
export { domains } from './domain.ts';
export type { Domain } from './domain.ts';
export { FormatError } from './errors.ts';
export { FORMAT } from './fields.ts';
export { MOST_SLOTS, readSlot, writeSlot, writeSlotParameters } from './slot.ts';
export type { Slot, SlotKind, SlotParameters } from './slot.ts';
export { readKeyring, writeKeyring } from './keyring.ts';
export type { Epoch, Keyring, KeyringSlot } from './keyring.ts';
export { readSnapshotHeader, writeSnapshotHeader } from './snapshot.ts';
export { readManifest, writeManifest } from './manifest.ts';
export type { Manifest } from './manifest.ts';
export { readCommit, writeCommit } from './commit.ts';
export type { Commit, CommittedRecord } from './commit.ts';
export { readCertificate, readDeviceList, writeCertificate, writeDeviceList, writeSigned } from './device.ts';
export type { Certificate, DeviceList, Removal, Signed } from './device.ts';
export {
  readDeviceSecrets,
  readSealedDeviceSecrets,
  writeDeviceSecrets,
  writeSealedDeviceSecrets,
} from './device-secrets.ts';
export type { DeviceSecrets, DeviceSlot, SealedDeviceSecrets } from './device-secrets.ts';
export { identityBody, readDeviceNames, readIdentityBody } from './identity.ts';
export type { DeviceNames, IdentityBody } from './identity.ts';
export {
  readExportContents,
  readSealedExport,
  writeExportContents,
  writeExportHead,
  writeSealedExport,
} from './export.ts';
export type { ExportContents, ExportStretch, SealedExport } from './export.ts';
export {
  API_FORMAT,
  BACKUP_CODES,
  BACKUP_CODE_LENGTH,
  FORMAT_HEADER,
  FRESH_SIGN_IN,
  PASSKEY_RP_ID,
  REQUEST_HEADER,
  REQUEST_WINDOW,
  TICKET_HEADER,
  TIME_HEADER,
  opaqueStretch,
} from './api.ts';
export { apiError, apiErrors } from './api-errors.ts';
export type { ApiError, ApiErrorCode } from './api-errors.ts';
export type { Access, AccessView, Assertion, SecondFactorChange } from './api-access.ts';
export type { SecondFactor, SignedIn } from './api-signin.ts';
export type { HeadAnswer, PullHeader, SessionView, StoreAnswer, VaultAnswerHeader } from './api-vault.ts';
export {
  pulledRecord,
  readPullPage,
  readVaultAnswer,
  writeLoggedManifest,
  writePullPage,
  writeVaultAnswer,
} from './api-frames.ts';
export type { Deletion, LoggedManifest, PullPage, VaultAnswer } from './api-frames.ts';
export { readAnswer, readApiError, readPushed } from './api-answers.ts';
export type { AnswerOf, JsonEndpoint, RequestOf } from './api-answers.ts';
export { endpoints } from './api-endpoints.ts';
export type { EndpointName } from './api-endpoints.ts';
export type { AnswerKind, BodyKind, Caller, Endpoint } from './api-endpoint.ts';
