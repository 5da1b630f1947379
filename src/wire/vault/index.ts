/*
 * vault: the shapes that are sealed, signed and stored: slots, keyring, manifest, commit, devices,
 * snapshot, export, and what two browsers say in a linking.
 */
export { MOST_COMMIT_RECORDS, readCommit, writeCommit } from './commit.ts';
export type { Commit, CommittedRecord } from './commit.ts';
export {
  readDeviceSecrets,
  readSealedDeviceSecrets,
  writeDeviceSecrets,
  writeSealedDeviceSecrets,
} from './device-secrets.ts';
export type { DeviceSecrets, DeviceSlot } from './device-secrets.ts';
export { readCertificate, readDeviceList, writeCertificate, writeDeviceList } from './device.ts';
export type { Certificate, DeviceList, Removal } from './device.ts';
export {
  readExportContents,
  readSealedExport,
  writeExportContents,
  writeExportHead,
  writeSealedExport,
} from './export.ts';
export type { ExportContents } from './export.ts';
export { identityBody, readDeviceNames, readIdentityBody } from './identity.ts';
export type { DeviceNames, IdentityBody } from './identity.ts';
export { isListSound, mayFollow, removedBetween } from './list-rules.ts';
export type { ListVersion } from './list-rules.ts';
export {
  MOST_LINK_BYTES,
  MOST_LINK_NAMES,
  readLinkAbout,
  readLinkAnswer,
  readLinkPost,
  readLinkRequest,
  writeLinkAbout,
  writeLinkAnswer,
  writeLinkPost,
  writeLinkRequest,
} from './link.ts';
export type { LinkAbout, LinkAnswer, LinkRequest } from './link.ts';
export {
  MOST_DEVICES,
  MOST_GENERATIONS,
  MOST_KEYRING_BYTES,
  MOST_LIST_BYTES,
  MOST_LISTS,
  MOST_MANIFEST_BYTES,
  MOST_SLOT_BYTES,
  MOST_SLOTS,
} from './limits.ts';
export {
  ESCROW_BOX_BYTES,
  ESCROW_SALT_BYTES,
  escrowQuestions,
  FEWEST_QUESTIONS,
  MOST_QUESTIONS,
  writeEscrowQuestions,
} from './escrow.ts';
export type { EscrowBox } from './escrow.ts';
export { readKeyring, writeKeyring } from './keyring.ts';
export type { Epoch, Keyring, KeyringSlot } from './keyring.ts';
export { readManifest, writeManifest } from './manifest.ts';
export type { Manifest } from './manifest.ts';
export {
  MOST_ORGANISATION_KEY_BYTES,
  ORGANISATION_SEAL_BYTES,
  readOrganisationKey,
  writeOrganisationKey,
} from './organisation.ts';
export type { OrganisationKey, OrganisationSeal } from './organisation.ts';
export { isBack, readSlot, writeSlot, writeSlotParameters } from './slot.ts';
export type { BackKind, Slot, SlotParameters, WayKind } from './slot.ts';
export { readSnapshotHeader, writeSnapshotHeader } from './snapshot.ts';
