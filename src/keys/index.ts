/*
 * keys: the ways in and what they open. User secrets become slot secrets, slots seal the master key, the master key seals
 * the keyring, and the keyring holds every domain's keys by epoch. Pure: no clock, no storage; rotation makes a new value.
 */
export { LastWayError, TamperedSlotError, UnknownWayError } from './errors.ts';
export { passkeySecret, passwordSecret, phraseSecret, prfInput } from './secret.ts';
export { checkSlots, deviceKeyringSlot, keyringSlot, openSlot, openSlotAmong, sealSlot, signKeyOf } from './slot.ts';
export type { KeyScope } from './slot.ts';
export { MASTER_KEY_BYTES, masterKeyFor } from './master.ts';
export type { Purpose } from './master.ts';
export {
  adoptEpochs,
  dropEpochs,
  newKeyring,
  openKeyring,
  rotateKeyring,
  sealKeyring,
  wipeKeyring,
  withEpochsOf,
} from './keyring.ts';
export { mergeKeyring, mergedSlots } from './merge.ts';
export { domainKeyFor, domainKeys } from './domains.ts';
export type { DomainKey, DomainKeys, SettingsPurpose } from './domains.ts';
