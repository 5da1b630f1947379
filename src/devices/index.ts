/*
 * devices: who may write for an account. Certificates signed by the account identity, the versioned list that only its
 * holder's list key extends, the secrets that a device keeps for itself, and what two browsers say to link a new one.
 */
export { DeviceListError, LinkError } from './errors.ts';
export { certify, checkCertificate } from './certificate.ts';
export { checkExtension, checkNamedList, extendList, findDevice, firstList, listHash } from './list.ts';
export type { CheckedList } from './list.ts';
export { checkChain, enlist, firstListed, moveTo, recertify, removalOf, removeDevices, wipeSeeds } from './held.ts';
export type { HeldList, ListSeeds } from './held.ts';
export { leaveNote, leftDevices } from './leave.ts';
export {
  newDevice,
  newDeviceSlot,
  openDeviceSecrets,
  ownMailboxKeys,
  renewOwnKeys,
  ownSlots,
  sealDeviceSecrets,
  settledSecrets,
  wipeDeviceSecrets,
  wipeDropped,
  withFormer,
  withPending,
  withNewRowKey,
  withSlot,
} from './secrets.ts';
export {
  grantMessage,
  hearAnswer,
  hearRequest,
  LINK_LASTS,
  linkKeys,
  linkNumber,
  linkTranscript,
  newLink,
  newLinkAnswer,
  numberChoices,
  openAbout,
  openHandedKey,
  postOf,
  sealHandover,
  wipeLinkKeys,
} from './link.ts';
export type { Handover, LinkKeys, NewLink } from './link.ts';
